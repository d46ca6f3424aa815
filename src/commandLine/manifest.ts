import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { openKnowledge } from '../assistant.js';
import { checkManifest } from '../channels/teams/app/checkManifest.js';
import { type AppTexts, fillManifest, forCustomers, type Json } from '../channels/teams/app/fillManifest.js';
import { type AppFile, zipApp } from '../channels/teams/app/zipApp.js';
import { Failure, UsageError } from '../failure.js';
import { type AppOptions, readAppOptions } from './appOptions.js';
import { callersFolder, packageFolder } from './callersFolder.js';
import type { Command } from './command.js';

const folder = join(packageFolder, 'manifest');
const template = z.record(z.string(), z.json());
const texts = z.record(z.string(), z.string());
const ICONS = ['color.png', 'outline.png'];
/** As many characters as the schema gives a developer's name. */
const LONGEST_DEVELOPER = 32;

/** `manifest`: the package by which Teams installs the assistant, made of manifest/ and checked by Teams' schema. */
export async function manifestVerb({ knowledgeFolder, rest }: Command): Promise<number> {
  const options = readAppOptions(rest);
  const file = resolve(callersFolder(), options.out ?? 'certdesk-teams.zip');
  const developer = options.developer ?? publisherOf(knowledgeFolder);
  const version = options.version ?? ownVersion();
  const zip = await zipApp([...filled(options, developer, version), ...ICONS.map(icon)]);
  write(file, zip);
  const sha256 = createHash('sha256').update(zip).digest('hex');
  const { domain, appId } = options;
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

/** manifest.json and the localisation file. @throws {Failure} with all that Teams would not take */
function filled(options: AppOptions, developer: string, version: string): AppFile[] {
  const part = options.audience === 'customers' ? forCustomers : <Part>(whole: Part) => whole;
  const named: AppTexts = options.name === null ? {} : { 'name.short': options.name, 'name.full': options.name };
  const english = { ...part(texts.parse(json('en.json'))), ...named };
  const start = `https://${options.domain}/chat`;
  const { manifest, faults } = fillManifest(part(template.parse(json('manifest.json'))), english, {
    DOMAIN: options.domain,
    APP_ID: options.appId,
    VERSION: version,
    DEVELOPER: developer,
    WEBSITE: options.website ?? start,
    PRIVACY: options.privacy ?? start,
    TERMS: options.terms ?? start,
  });
  const wrong = [
    ...[...faults, ...checkManifest('manifest', manifest)].map((fault) => `manifest.json: ${fault}`),
    ...checkManifest('texts', english).map((fault) => `en.json: ${fault}`),
  ];
  if (wrong.length > 0) throw new Failure(`Teams would not take what ${folder} makes.\n${wrong.join('\n')}`);
  return [
    ['manifest.json', written(manifest)],
    ['en.json', written(english)],
  ];
}

const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const written = (content: Json) => Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
const icon = (name: string): AppFile => [name, readFileSync(join(folder, name))];
const ownVersion = () =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')))
    .version;

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
