import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A knowledge folder of quite another desk, a library's, in a new temporary folder that a test may spoil. */
export function secondDesk(): string {
  const folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
  cpSync(join(__dirname, 'fixtures/library'), folder, { recursive: true });
  return folder;
}
