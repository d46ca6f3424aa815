import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.js';
import { checkTable } from './forms/checkTable.js';
import { formatFaults } from './knowledge/check/formatFaults.js';
import type { Knowledge } from './knowledge/knowledge.js';
import { knowledgeHash } from './knowledge/read/knowledgeHash.js';
import { type ReadKnowledge, readKnowledge } from './knowledge/read/readKnowledge.js';
import { Encoder, WIDTH } from './matching/encoder/encoder.js';
import { weightsHash } from './matching/encoder/weights.js';
import { type Index, keepIndex, keptIndexes, loadIndex } from './matching/indexFile.js';
import { Matcher } from './matching/matcher.js';
import { MEANING } from './matching/meaning.js';
import { learnExamples } from './matching/reader/learnExamples.js';
import { type LearnedReader, openReader } from './matching/reader/reader.js';
import { stepTargetsOf, targetsOf } from './matching/targets.js';
import { SHARES, SHARPNESS, TOLERANCE, train } from './matching/training.js';
import { progressLine } from './progressLine.js';

const built = join(__dirname, '..', 'dist');
const indexFolder = join(built, 'index');

/** Which code reads knowledge/, or learns from it: an index holds what that code made of the files. */
function codeOf(part: 'readers' | 'learners'): string {
  try {
    return readFileSync(join(built, `${part}.hash`), 'utf8');
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
  return sound(folder).knowledge;
}

function sound(folder: string): ReadKnowledge & { knowledge: Knowledge } {
  const read = faultsOf(folder);
  if (!read.knowledge) throw new Failure(`The knowledge can't be used as it is.\n${formatFaults(read.faults)}`);
  return read;
}

/**
 * What a knowledge folder makes: the knowledge, the matcher trained on it, and the reader that learned from its
 * examples, if it has any.
 */
export interface Opened {
  /** The edition's id: the same for the same knowledge, read by the same program. */
  id: string;
  knowledge: Knowledge;
  matcher: Matcher;
  reader: LearnedReader | null;
}

/** How a knowledge folder is opened. */
interface OpeningOptions {
  /** The id of an edition that the folder had once: opened in its place where its index was kept. */
  edition?: string;
  /** Where an index is kept if it can't be beside the program. */
  keepIn?: string;
  /** Who is shown how far learning is. */
  terminal?: Parameters<typeof progressLine>[0];
}

/**
 * Opens a knowledge folder: loaded where an index was kept, else made and kept.
 *
 * @throws {Failure} as {@link openKnowledge}
 */
export async function openMatching(folder: string, options: OpeningOptions = {}): Promise<Opened> {
  const { edition, keepIn, terminal = process.stderr } = options;
  const folders = [indexFolder, ...(keepIn === undefined ? [] : [keepIn])];
  const kept = (id: string) => loadIndex(folders, id);
  const once = edition === undefined ? null : kept(edition);
  const id = once && edition !== undefined ? edition : idOf(folder);
  const encoder = new Encoder();
  const { knowledge, trained, steps, learned } = once ?? kept(id) ?? make(folder, id, encoder, { folders, terminal });
  return {
    id,
    knowledge,
    matcher: new Matcher(trained, encoder, { procedures: knowledge.procedures, steps }),
    reader: learned && openReader(learned, encoder),
  };
}

/** The id of the edition that a folder has now. */
function idOf(folder: string): string {
  const made = [knowledgeHash(folder), codeOf('readers'), SHARES, SHARPNESS, TOLERANCE];
  return createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 24);
}

function make(
  folder: string,
  hash: string,
  encoder: Encoder,
  { folders, terminal }: { folders: string[]; terminal: Parameters<typeof progressLine>[0] },
): Index {
  const { knowledge, examples } = sound(folder);
  const weights = `${weightsHash()} ${MEANING}`;
  const code = [codeOf('learners'), weights, SHARES, SHARPNESS, TOLERANCE];
  const [targets, stepTargets] = [targetsOf(knowledge), stepTargetsOf(knowledge)];
  const madeFrom = {
    matcher: hashOf([code, targets, stepTargets, knowledge.concepts]),
    reader: hashOf([code, examples]),
  };
  const { newest, sameMatcher, sameReader } = reusable(folders, madeFrom);
  const before = newest?.weights === weights ? newest.trained : undefined;
  const places = new Map(before?.texts.map((text, place) => [text, place]));
  const known = (text: string) => {
    const place = places.get(text);
    return before && place !== undefined ? before.embeddings.subarray(place * WIDTH, (place + 1) * WIDTH) : undefined;
  };
  const progress = progressLine(terminal);
  const { concepts } = knowledge;
  const trained = sameMatcher
    ? sameMatcher.trained
    : train(targets, encoder, { concepts, known, onProgress: progress.show });
  const steps = sameMatcher ? sameMatcher.steps : train(stepTargets, encoder, { concepts, known });
  const learned = sameReader
    ? sameReader.learned
    : learnExamples(examples, encoder, { folder: indexFolder, weights }, progress.show);
  progress.end();
  const index = { knowledge, trained, steps, learned, weights, madeFrom };
  keepIndex(folders, hash, index);
  return index;
}

/** What was learned before from the same: by any edition that is kept, the one before this or another folder's. */
function reusable(folders: readonly string[], { matcher, reader }: NonNullable<Index['madeFrom']>) {
  const found: Partial<Record<'newest' | 'sameMatcher' | 'sameReader', Index>> = {};
  for (const index of keptIndexes(folders)) {
    found.newest ??= index;
    if (index.madeFrom?.matcher === matcher) found.sameMatcher ??= index;
    if (index.madeFrom?.reader === reader) found.sameReader ??= index;
    if (found.sameMatcher && found.sameReader) break;
  }
  return found;
}

function hashOf(made: unknown): string {
  return createHash('sha256').update(JSON.stringify(made)).digest('hex');
}
