import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkManifest } from '../channels/teams/app/checkManifest.js';
import { type AppTexts, fillManifest, forCustomers, type Json } from '../channels/teams/app/fillManifest.js';
import type { AppFile } from '../channels/teams/app/zipApp.js';
import { Failure } from '../failure.js';
import type { AppOptions } from './appOptions.js';
import { packageFolder } from './callersFolder.js';

const folder = join(packageFolder, 'manifest');
const ICONS = ['color.png', 'outline.png'];
const texts = z.record(z.string(), z.string());
const language = z.object({ file: z.string().regex(/^[\w-]+\.json$/, 'must be a file of manifest/') });
const template = z.looseObject({
  localizationInfo: z.looseObject({
    defaultLanguageFile: language.shape.file,
    additionalLanguages: z.array(language).default([]),
  }),
});

/**
 * The files of the Teams app: manifest/ filled with what was asked for, its languages and icons.
 * @throws {Failure} with all that Teams would not take
 */
export function appFiles(options: AppOptions & { version: string; developer: string }): AppFile[] {
  const part = options.audience === 'customers' ? forCustomers : <Part>(whole: Part) => whole;
  const named: AppTexts = options.name === null ? {} : { 'name.short': options.name, 'name.full': options.name };
  const textsOf = (file: string): AppTexts => ({ ...part(read(file, texts)), ...named });
  const { defaultLanguageFile, additionalLanguages } = read('manifest.json', template).localizationInfo;
  const languages = [defaultLanguageFile, ...additionalLanguages.map(({ file }) => file)];
  const start = `https://${options.domain}/chat`;
  const { manifest, faults } = fillManifest(
    part(read('manifest.json', z.record(z.string(), z.json()))),
    textsOf(defaultLanguageFile),
    {
      DOMAIN: options.domain,
      APP_ID: options.appId,
      VERSION: options.version,
      DEVELOPER: options.developer,
      WEBSITE: options.website ?? start,
      PRIVACY: options.privacy ?? start,
      TERMS: options.terms ?? start,
    },
  );
  const wrong = [
    ...[...faults, ...checkManifest('manifest', manifest)].map((fault) => `manifest.json: ${fault}`),
    ...languages.flatMap((file) => checkManifest('texts', textsOf(file)).map((fault) => `${file}: ${fault}`)),
  ];
  if (wrong.length > 0) throw new Failure(`Teams would not take what ${folder} makes.\n${wrong.join('\n')}`);
  return [
    ['manifest.json', written(manifest)],
    ...languages.map((file): AppFile => [file, written(textsOf(file))]),
    ...ICONS.map((file): AppFile => [file, readFileSync(join(folder, file))]),
  ];
}

/** A file of manifest/, which a desk may have changed. */
function read<Content>(name: string, as: z.ZodType<Content>): Content {
  try {
    return as.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
  } catch (fault) {
    const why = fault instanceof z.ZodError ? z.prettifyError(fault) : (fault as Error).message;
    throw new Failure(`${join(folder, name)} can't be used: ${why}`);
  }
}

const written = (content: Json) => Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
