import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { sayingKeys } from '../../src/knowledge/sayingKeys.js';

/**
 * A knowledge folder of quite another desk, a library's, in a new temporary folder that a test may spoil. Its sentences are made here, as
 * code may say more of them any day.
 */
export function secondDesk(): string {
  const folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
  cpSync(join(__dirname, 'fixtures/library'), folder, { recursive: true });
  const sentences = (keys: readonly string[]) =>
    Object.fromEntries(keys.map((key) => [key, `The library says ${key}.`]));
  writeFileSync(join(folder, 'sayings/form.yaml'), stringify({ says: sentences(sayingKeys.form) }));
  writeFileSync(join(folder, 'sayings/conversation.yaml'), stringify({ says: sentences(sayingKeys.conversation) }));
  writeFileSync(join(folder, 'sayings/problems.yaml'), stringify({ problems: sentences(sayingKeys.problems) }));
  return folder;
}
