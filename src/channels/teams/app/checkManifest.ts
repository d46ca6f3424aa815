import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';

/** The schemas that the build copies from Microsoft's package; seen from src/ and from dist/ alike. */
const folder = join(__dirname, '..', '..', '..', '..', 'dist', 'channels', 'teams', 'app');

const schemas = {
  manifest: 'MicrosoftTeams.schema.json',
  texts: 'MicrosoftTeams.Localization.schema.json',
};

/**
 * Whether a manifest, or a localisation file, is one by Microsoft's own schema (1.25), as Microsoft's package checks it.
 * @returns what is wrong, a line each; none when it is sound
 */
export function checkManifest(kind: keyof typeof schemas, given: unknown): string[] {
  // Some of the schemas' patterns are none by the stricter grammar that ajv reads them by unless it is told.
  const ajv = new Ajv({ allErrors: true, strictTypes: false, unicodeRegExp: false });
  addFormats(ajv, ['uri', 'email', 'regex']);
  const validate = ajv.compile(JSON.parse(readFileSync(join(folder, schemas[kind]), 'utf8')));
  validate(given);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
}
