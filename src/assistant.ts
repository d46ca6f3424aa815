import { createHash, randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TerminalChannel } from './channels/terminal/terminalChannel.js';
import { Failure } from './failure.js';
import { checkTable } from './forms/checkTable.js';
import { formatFaults } from './knowledge/check/formatFaults.js';
import { knowledgeHash } from './knowledge/read/knowledgeHash.js';
import { type ReadKnowledge, readKnowledge } from './knowledge/read/readKnowledge.js';
import type { Knowledge } from './knowledge/types.js';
import { Encoder, WIDTH } from './matching/encoder/encoder.js';
import { weightsHash } from './matching/encoder/weights.js';
import { type Index, keepIndex, loadIndex, newestIndex } from './matching/indexFile.js';
import { Matcher } from './matching/matcher.js';
import { MEANING } from './matching/meaning.js';
import { stepTargetsOf, targetsOf } from './matching/targets.js';
import { SHARES, SHARPNESS, TOLERANCE, train } from './matching/training.js';
import { progressLine } from './progressLine.js';

/** The assistant behind the terminal's door. */
export interface Assistant {
  knowledge: Knowledge;
  channel: TerminalChannel;
}

const built = join(__dirname, '..', 'dist');
const indexFolder = join(built, 'index');

/** Which code reads knowledge/: an index holds what it made of the files. */
function readers(): string {
  try {
    return readFileSync(join(built, 'readers.hash'), 'utf8');
  } catch {
    return '';
  }
}

/** Reads and checks a knowledge folder, its forms' tables included. */
export function faultsOf(folder: string): ReadKnowledge {
  const read = readKnowledge(folder);
  if (!read.knowledge) return read;
  const faults = read.knowledge.forms.flatMap(checkTable);
  return faults.length > 0 ? { knowledge: null, faults } : read;
}

/** The knowledge of a folder. @throws {Failure} with every fault, when there are any */
export function openKnowledge(folder: string): Knowledge {
  const { knowledge, faults } = faultsOf(folder);
  if (!knowledge) throw new Failure(`The knowledge can't be used as it is.\n${formatFaults(faults)}`);
  return knowledge;
}

/** The knowledge of a folder with the matcher trained on it: loaded where an index was kept, else made and kept. @throws {Failure} as {@link openKnowledge} */
export async function openMatching(folder: string): Promise<{ knowledge: Knowledge; matcher: Matcher }> {
  const hash = createHash('sha256')
    .update(JSON.stringify([knowledgeHash(folder), readers(), SHARES, SHARPNESS, TOLERANCE]))
    .digest('hex')
    .slice(0, 24);
  const kept = loadIndex(indexFolder, hash);
  const encoder = new Encoder();
  const { knowledge, trained, steps } = kept ?? make(folder, hash, encoder);
  return { knowledge, matcher: new Matcher(trained, encoder, { procedures: knowledge.procedures, steps }) };
}

/**
 * The whole assistant. Bot Framework is loaded here, not at the top: verbs that need no conversation start without it.
 * @param now the clock, for messages that carry no time of their own
 */
export async function openAssistant(folder: string, now: () => Date): Promise<Assistant> {
  const { knowledge, matcher } = await openMatching(folder);
  const [{ ConversationState }, { SupportBot }, { TerminalChannel }, { ConversationStorage }, { openDatabase }] =
    await Promise.all([
      import('botbuilder'),
      import('./bot/supportBot.js'),
      import('./channels/terminal/terminalChannel.js'),
      import('./storage/conversationStorage.js'),
      import('./storage/database.js'),
    ]);
  const storage = new ConversationStorage(await openDatabase('memory'), now);
  const bot = new SupportBot({ knowledge, matcher, newCaseId }, new ConversationState(storage));
  return { knowledge, channel: new TerminalChannel(bot, now) };
}

/** What a customer can read out: five letters and digits that don't look alike. */
export function newCaseId(): string {
  const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  return `C-${Array.from({ length: 6 }, () => signs[randomInt(signs.length)]).join('')}`;
}

function make(folder: string, hash: string, encoder: Encoder): Index {
  const knowledge = openKnowledge(folder);
  const weights = `${weightsHash()} ${MEANING}`;
  const newest = newestIndex(indexFolder);
  const before = newest?.weights === weights ? newest.trained : undefined;
  const places = new Map(before?.texts.map((text, place) => [text, place]));
  const known = (text: string) => {
    const place = places.get(text);
    return before && place !== undefined ? before.embeddings.subarray(place * WIDTH, (place + 1) * WIDTH) : undefined;
  };
  const progress = progressLine(process.stderr);
  const trained = train(targetsOf(knowledge), encoder, {
    concepts: knowledge.concepts,
    known,
    onProgress: progress.show,
  });
  const steps = train(stepTargetsOf(knowledge), encoder, { concepts: knowledge.concepts, known });
  progress.end();
  const index = { knowledge, trained, steps, weights };
  keepIndex(indexFolder, hash, index);
  return index;
}
