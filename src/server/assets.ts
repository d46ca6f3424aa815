import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** A file of the browser's as it is sent. */
export interface Asset {
  body: Buffer;
  contentType: string;
  /** The content-encoding of `body`; none when it is sent as it is. */
  encoding?: 'br' | 'gzip';
}

/** The browser's files by name. */
export interface Assets {
  /** The name with the content's hash of a plain one ("chat.js"); a fault when the build made none. */
  nameOf(plain: string): string;
  /**
   * A file by its name with the hash, in the best encoding that the request's `accept-encoding` takes.
   * @returns undefined for a name that the build didn't make
   */
  find(hashed: string, acceptEncoding?: string): Asset | undefined;
}

const contentTypes: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};
const endings = { br: '.br', gzip: '.gz' } as const;

/**
 * The files that the build put into `folder` (dist/web). Only names listed in its files.json are ever opened; each is
 * read once.
 */
export function readAssets(folder: string): Assets {
  const names = new Map(
    Object.entries(JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8')) as Record<string, string>),
  );
  const known = new Set(names.values());
  const read = new Map<string, Buffer>();
  const content = (file: string): Buffer => {
    const bytes = read.get(file) ?? readFileSync(join(folder, file));
    read.set(file, bytes);
    return bytes;
  };
  return {
    nameOf(plain) {
      const hashed = names.get(plain);
      if (!hashed) throw new Error(`The build made no ${plain}: run \`npm run build\`.`);
      return hashed;
    },
    find(hashed, acceptEncoding = '') {
      if (!known.has(hashed)) return undefined;
      const contentType = contentTypes[extname(hashed)] ?? 'application/octet-stream';
      const encoding = encodingFor(acceptEncoding);
      return encoding
        ? { body: content(hashed + endings[encoding]), contentType, encoding }
        : { body: content(hashed), contentType };
    },
  };
}

/** RFC 9110, section 12.5.3: a coding with the weight 0 is refused. */
function encodingFor(acceptEncoding: string): 'br' | 'gzip' | undefined {
  const taken = new Map<string, number>();
  for (const part of acceptEncoding.toLowerCase().split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((word) => word.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    taken.set(coding, weight ? Number(weight.slice(2)) : 1);
  }
  return (['br', 'gzip'] as const).find((coding) => (taken.get(coding) ?? 0) > 0);
}
