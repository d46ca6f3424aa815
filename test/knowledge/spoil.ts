import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatFaults } from '../../src/knowledge/check/formatFaults.js';
import { readKnowledge } from '../../src/knowledge/read/readKnowledge.js';
import { secondDesk } from './secondDesk.js';

/** What is done to a file, and what the check says of it. */
export type Row = [what: string, file: string, from: string, to: string, ...faults: string[]];

export const cost = 'answers/card.cost.md';
export const guide = 'procedures/pin.reset.md';
export const form = 'dialogs/new-card.yaml';

/** Replaces the first place of `from` in a file of the folder. @throws if there is none, as the test would test nothing */
export function replaceIn(folder: string, file: string, from: string, to: string): void {
  const text = readFileSync(join(folder, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no "${from}"`);
  writeFileSync(
    join(folder, file),
    text.replace(from, () => to),
  );
}

/** What the check says of the library's knowledge after it was spoilt: a line for each fault. */
export function faultsAfter(spoil: (folder: string) => void): string[] {
  const folder = secondDesk();
  try {
    spoil(folder);
    return formatFaults(readKnowledge(folder).faults).replaceAll(folder, 'FOLDER').split('\n').slice(0, -1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
