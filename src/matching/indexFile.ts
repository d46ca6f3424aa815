import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { Knowledge } from '../knowledge/knowledge.js';
import { columnsOf, type Learned } from './reader/learned.js';
import type { Kind, Trained } from './training.js';

/** Raise it when the layout changes or training does: older files are then made anew. */
const LAYOUT = 6;
const KINDS: Kind[] = ['stems', 'pairs', 'letters', 'concepts'];

/** A trained matcher with the knowledge that it was trained on. */
export interface Index {
  knowledge: Knowledge;
  trained: Trained;
  /** What was trained on the guides' steps. */
  steps: Trained;
  /** What was learned from examples, where the desk has any. */
  learned: Learned | null;
  /** Which weights the embeddings are of. */
  weights: string;
  /** What the matcher and the reader were made from, as hashes: where that is the same, they need not be made again. */
  madeFrom: { matcher: string; reader: string };
}

type NumberArray = Float32Array | Uint32Array | Int16Array;
type Head = Omit<Trained, 'embeddings' | 'coefficients' | 'similarities'> & {
  kinds: { features: string; unknownRarity: number }[];
};

/**
 * The file's bytes: u32 length of a JSON head, the head, then its number arrays in order, each at a multiple of four.
 */
export function toBytes({ knowledge, trained, steps, learned, weights, madeFrom }: Index): Buffer {
  const packed = [pack(trained), pack(steps)];
  const arrays = [...packed.flatMap((one) => one.arrays), ...(learned ? arraysOf(learned) : [])];
  const json = JSON.stringify({
    layout: LAYOUT,
    knowledge,
    weights,
    madeFrom,
    heads: packed.map(({ head }) => head),
    learnedHeads: learned?.heads ?? null,
    lengths: arrays.map((array) => array.length),
  });
  const head = Buffer.from(json + ' '.repeat((4 - (Buffer.byteLength(json) % 4)) % 4));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(head.length);
  return Buffer.concat([
    size,
    head,
    ...arrays.map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)),
  ]);
}

/** @throws if the bytes are of another layout or cut short */
export function fromBytes(bytes: Buffer): Index {
  const start = 4 + bytes.readUInt32LE(0);
  const { layout, knowledge, weights, madeFrom, heads, learnedHeads, lengths } = JSON.parse(
    bytes.toString('utf8', 4, start),
  ) as {
    layout: number;
    knowledge: Knowledge;
    weights: string;
    madeFrom: Index['madeFrom'];
    heads: Head[];
    learnedHeads: Learned['heads'] | null;
    lengths: number[];
  };
  if (layout !== LAYOUT) throw new Error('the index is of another layout');
  const copy = new Uint8Array(bytes.subarray(start)).buffer;
  let at = 0;
  let array = 0;
  const next: Next = (make) => {
    const length = lengths[array++]!;
    const made = new make(copy, at, length);
    at += made.byteLength;
    return made;
  };
  const [trained, steps] = heads.map((head) => unpack(head, next));
  const learned = learnedHeads && learnedFrom(learnedHeads, next);
  return { knowledge, weights, madeFrom, trained: trained!, steps: steps!, learned };
}

type Next = <T extends NumberArray>(make: new (buffer: ArrayBuffer, offset: number, length: number) => T) => T;

function pack({ embeddings, coefficients, similarities, ...rest }: Trained): { head: Head; arrays: NumberArray[] } {
  const kinds = KINDS.map((kind) => ({
    features: similarities[kind].features.join('\n'),
    unknownRarity: similarities[kind].unknownRarity,
  }));
  const lists = KINDS.flatMap((kind) => [
    similarities[kind].rarity,
    similarities[kind].starts,
    similarities[kind].phrasings,
    similarities[kind].weights,
  ]);
  return { head: { ...rest, kinds }, arrays: [embeddings, coefficients, ...lists] };
}

function unpack({ kinds, ...rest }: Head, next: Next): Trained {
  const embeddings = next(Int16Array);
  const coefficients = next(Float32Array);
  const similarities = Object.fromEntries(
    KINDS.map((kind, index) => {
      const { features, unknownRarity } = kinds[index]!;
      const [rarity, starts, phrasings, weights] = [
        next(Float32Array),
        next(Uint32Array),
        next(Uint32Array),
        next(Float32Array),
      ];
      return [
        kind,
        { features: features === '' ? [] : features.split('\n'), unknownRarity, rarity, starts, phrasings, weights },
      ];
    }),
  ) as Trained['similarities'];
  return { ...rest, embeddings, coefficients, similarities };
}

function arraysOf({ keys, weights, scales, meaning, bias }: Learned): NumberArray[] {
  const padded = new Uint32Array(Math.ceil(weights.length / 4));
  new Int8Array(padded.buffer).set(weights);
  return [keys, padded, scales, meaning, bias];
}

function learnedFrom(heads: Learned['heads'], next: Next): Learned {
  const keys = next(Uint32Array);
  const padded = next(Uint32Array);
  const weights = new Int8Array(padded.buffer, padded.byteOffset, keys.length * columnsOf(heads));
  return { heads, keys, weights, scales: next(Float32Array), meaning: next(Float32Array), bias: next(Float32Array) };
}

/** The index kept under that hash in the first of the folders that has it, or null if there is none that can be read. */
export function loadIndex(folders: readonly string[], hash: string): Index | null {
  for (const folder of folders) {
    const file = join(folder, `${hash}.index`);
    const index = readIndex(file);
    if (!index) continue;
    markUsed(file);
    return index;
  }
  return null;
}

function readIndex(file: string): Index | null {
  if (!existsSync(file)) return null;
  try {
    return fromBytes(readFileSync(file));
  } catch {
    // Written by an interrupted or older program: it is made anew, and overwritten.
    return null;
  }
}

/**
 * Keeps an index in the first of the folders that can be written, and of the others there the latest, for those who
 * change between knowledge folders. Where none can be written none is kept.
 */
export function keepIndex(folders: readonly string[], hash: string, index: Index, most = 4): void {
  const faults = [];
  for (const folder of folders) {
    const fault = keptIn(folder, hash, index, most);
    if (fault === null) return;
    faults.push(`${folder} (${fault instanceof Error ? fault.message : fault})`);
  }
  process.stderr.write(
    `The index could not be kept in ${faults.join(', nor in ')}; it will be made again at the next start.\n`,
  );
}

/** @returns why it could not be kept there, or null */
function keptIn(folder: string, hash: string, index: Index, most: number): unknown {
  const file = join(folder, `${hash}.index`);
  const draft = `${file}.${process.pid}.${threadId}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, toBytes(index));
    renameSync(draft, file);
    for (const { name } of newestFirst(folder).slice(most)) rmSync(join(folder, name), { force: true });
    return null;
  } catch (fault) {
    discard(draft);
    return fault;
  }
}

/** The indexes kept that can be read, the newest first: what is the same in another can be used again. */
export function* keptIndexes(folders: readonly string[]): Generator<Index> {
  for (const folder of folders)
    for (const { name } of newestFirst(folder)) {
      const index = name.endsWith('.index') ? readIndex(join(folder, name)) : null;
      if (index) yield index;
    }
}

/** The latest used stay when others are deleted, not the latest made. */
function markUsed(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Another user's folder, or one that can't be written: nothing is deleted there either.
  }
}

/** What lies in the folder, drafts of interrupted programs included. */
function newestFirst(folder: string): { name: string; time: number }[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.index(?:[.\d]+)?$/.test(entry.name),
  );
  const timed = files.map(({ name }) => ({
    name,
    time: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  }));
  return timed.sort((a, b) => b.time - a.time || a.name.localeCompare(b.name));
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What hindered writing it hinders deleting it.
  }
}
