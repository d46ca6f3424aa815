import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { openKnowledge } from '../assistant.js';
import { zipApp } from '../channels/teams/app/zipApp.js';
import { Failure, UsageError } from '../failure.js';
import { appFiles } from './appFiles.js';
import { readAppOptions } from './appOptions.js';
import { callersFolder, packageFolder } from './callersFolder.js';
import type { Command } from './command.js';

/** As many characters as the schema gives a developer's name. */
const LONGEST_DEVELOPER = 32;

/** `manifest`: the package by which Teams installs the assistant, made of manifest/ and checked by Teams' schema. */
export async function manifestVerb({ knowledgeFolder, rest }: Command): Promise<number> {
  const options = readAppOptions(rest);
  const { domain, appId } = options;
  const file = resolve(callersFolder(), options.out ?? 'certdesk-teams.zip');
  const developer = options.developer ?? publisherOf(knowledgeFolder);
  const version = options.version ?? ownVersion();
  const zip = await zipApp(appFiles({ ...options, developer, version }));
  write(file, zip);
  const sha256 = createHash('sha256').update(zip).digest('hex');
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ file, sha256, bytes: zip.length, version, domain, appId })}\n`
      : `${file}: version ${version} of the Teams app, for ${domain}. docs/teams.md says where to upload it.\n`,
  );
  if (options.privacy === null || options.terms === null)
    process.stderr.write(
      'Teams shows links to a privacy policy and terms of use: name yours by --privacy and --terms.\n',
    );
  return 0;
}

function ownVersion(): string {
  const own: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(own).version;
}

/** The desk by its name in the knowledge. @throws {UsageError} where that is too long for Teams */
function publisherOf(knowledgeFolder: string): string {
  const { name } = openKnowledge(knowledgeFolder).desk;
  if ([...name].length <= LONGEST_DEVELOPER) return name;
  throw new UsageError(
    `The desk's name (${JSON.stringify(name)}) is longer than the ${LONGEST_DEVELOPER} characters that Teams gives a publisher's. Give --developer.`,
  );
}

/** Why a file can't be written, by the system's code. */
const causes: Record<string, string> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'nothing can be written there',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'what should be its folder is a file',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
};

function write(file: string, bytes: Buffer): void {
  try {
    writeFileSync(file, bytes);
  } catch (fault) {
    const { code = '', message } = fault as NodeJS.ErrnoException;
    throw new Failure(`${file} can't be written: ${causes[code] ?? message}. Name another file by --out.`);
  }
}
