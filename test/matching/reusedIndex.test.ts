import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMatching } from '../../src/assistant.js';
import { secondDesk } from '../knowledge/secondDesk.js';

const here = join(__dirname, '..', '..', 'knowledge');
const folder = mkdtempSync(join(tmpdir(), 'certdesk-reworded-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a wording that changes has nothing learned anew, whatever other desk was opened before', async () => {
  await openMatching(here);
  await openMatching(secondDesk());
  cpSync(here, folder, { recursive: true });
  const sayings = join(folder, 'sayings', 'conversation.yaml');
  // New to every run: an earlier one may have kept its index.
  const reworded = readFileSync(sayings, 'utf8').replace('the certificate assistant', `the assistant ${Date.now()}`);
  writeFileSync(sayings, reworded);
  const shown: string[] = [];
  const terminal = { isTTY: true, write: (text: string | Uint8Array) => shown.push(String(text)) > 0 };
  await openMatching(folder, { terminal });
  expect(shown).toEqual([]);
});
