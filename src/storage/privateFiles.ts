import { chmodSync, closeSync, existsSync, lstatSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.js';

/** Only their owner may enter folders and read files. */
const FOLDER = 0o700;
const FILE = 0o600;
/** The bit by which anybody may put files into a folder, as in /tmp; a file system that was just mounted has it too. */
const STICKY = 0o1000;
/** What the service and its file system put there. */
const OURS = /^certdesk\.db|\.key(?:\.\d+)?$|^lost\+found$/;

/**
 * Makes a folder of conversations and keys its owner's alone, whoever made it or was there first: a program that is
 * called by hand has another umask than the service.
 * @throws {Failure} where the folder is everybody's or somebody else's
 */
export function privateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: FOLDER });
  const { mode, uid } = statSync(folder);
  if ((mode & 0o077) === 0) return;
  const everybodys = (mode & STICKY) !== 0 && readdirSync(folder).some((name) => !OURS.test(name));
  if (everybodys || uid !== process.getuid?.())
    throw new Failure(
      `${folder} is shared with others, and conversations and keys would lie in it. Set CERTDESK_DATA to a folder of the service's own.`,
    );
  chmodSync(folder, FOLDER);
}

/**
 * Makes the database's file in that folder if there is none, and it and all that belongs to it (`-wal`, `-shm`)
 * readable for its owner only; SQLite gives what it makes later the same mode.
 */
export function privateDatabaseFile(folder: string, name: string): string {
  privateFolder(folder);
  const file = join(folder, name);
  if (!existsSync(file)) closeSync(openSync(file, 'a', FILE));
  for (const beside of readdirSync(folder)) if (beside.startsWith(name)) ownersAlone(join(folder, beside));
  return file;
}

function ownersAlone(file: string): void {
  const { mode } = lstatSync(file);
  if ((mode & 0o077) !== 0) chmodSync(file, FILE);
}
