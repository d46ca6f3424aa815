import { z } from 'zod';
import { isKeyFileName } from '../../../bot/keyFileNames.js';
import type { TeamsActivity } from '../schema.js';

/** A file that a customer sent in a chat of their own, and where it can be read for some minutes. */
export interface SentFile {
  name: string;
  address: string;
}

/** How Teams names a file that lies in its sender's own store (Microsoft Teams, "Send and receive files using bot"). */
const FILE = 'application/vnd.microsoft.teams.file.download.info';
const info = z.object({ downloadUrl: z.string().min(1).max(4000) });
/** Files that hold text, by the ends of their names: a key that somebody sends by mistake is in one of these. */
const TEXTUAL: ReadonlySet<string> = new Set([
  ...[
    'txt',
    'text',
    'log',
    'md',
    'rtf',
    'csv',
    'json',
    'xml',
    'yaml',
    'yml',
    'ini',
    'cfg',
    'conf',
    'cnf',
    'config',
    'env',
  ],
  ...['properties', 'sh', 'bat', 'ps1', 'sql', 'html', 'htm', 'eml'],
  ...[
    'csr',
    'req',
    'p10',
    'cer',
    'crt',
    'cert',
    'ca-bundle',
    'p7b',
    'p7c',
    'der',
    'asc',
    'gpg',
    'pgp',
    'pub',
    'bak',
    'old',
    'gz',
  ],
]);
/** More in one message nobody means. */
const MOST = 5;

/**
 * The files of a message that are looked into. Pictures are none: nothing is read in them. What is known for a key's by
 * its name needs no look.
 */
export function filesToLookInto({ attachments }: TeamsActivity): SentFile[] {
  return (attachments ?? [])
    .flatMap(({ contentType, name, content }) => {
      const address = contentType === FILE ? info.safeParse(content).data?.downloadUrl : undefined;
      return address !== undefined && name && isTextual(name) ? [{ name, address }] : [];
    })
    .slice(0, MOST);
}

function isTextual(name: string): boolean {
  const end = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase();
  return !isKeyFileName(name) && (end === undefined || TEXTUAL.has(end));
}
