import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The weights beside this file. */
const shipped = join(__dirname, 'encoder.bin');

/** One layer's sizes: numbers a piece comes in with and leaves with, numbers of the hidden layer, attention heads. */
export interface Layer {
  width: number;
  out: number;
  hidden: number;
  heads: number;
}

interface Tensor {
  rows: number;
  columns: number;
  /** Bytes from the end of the head. */
  offset: number;
  type: 'f32' | 'i8';
}

export interface Weights {
  layers: Layer[];
  /** Pieces a text is cut to. */
  longest: number;
  /** Sub-word pieces with their log probabilities. */
  pieces: [piece: string, score: number][];
  names: string[];
  /** A tensor's sizes, and whether its numbers are whole ones with a scale a row. */
  shape(name: string): { rows: number; columns: number; isWhole: boolean };
  /** Writes a tensor's numbers into `target`. */
  read(name: string, target: Float32Array): void;
  /** Writes a tensor of whole numbers: each stands for itself times its row's scale. */
  readWhole(name: string, target: Int16Array, scales: Float32Array): void;
}

/** The sha256 of the weights: embeddings of other weights are of no use. */
export function weightsHash(): string {
  return createHash('sha256').update(readFileSync(shipped)).digest('hex');
}

/** Reads `encoder.bin` (layout: the README beside it). @throws if the file is missing or is no such file */
export function readWeights(file = shipped): Weights {
  const bytes = readFileSync(file);
  const start = 4 + bytes.readUInt32LE(0);
  const head = JSON.parse(bytes.toString('utf8', 4, start)) as {
    layers: Layer[];
    longest: number;
    pieces: [string, number][];
    tensors: Record<string, { rows: number; columns: number; at: number; type: 'f32' | 'i8' }>;
  };
  const tensors = new Map<string, Tensor>(
    Object.entries(head.tensors).map(([name, { at, ...tensor }]) => [name, { ...tensor, offset: start + at }]),
  );
  const tensor = (name: string): Tensor => {
    const found = tensors.get(name);
    if (!found) throw new Error(`${file}: the weights lack "${name}"`);
    return found;
  };
  const floats = (offset: number, count: number) =>
    new Float32Array(new Uint8Array(bytes.subarray(offset, offset + 4 * count)).buffer);
  return {
    layers: head.layers,
    longest: head.longest,
    pieces: head.pieces,
    names: [...tensors.keys()],
    shape: (name) => ({ rows: tensor(name).rows, columns: tensor(name).columns, isWhole: tensor(name).type === 'i8' }),
    read(name, target) {
      const { rows, columns, offset } = tensor(name);
      target.set(floats(offset, rows * columns));
    },
    readWhole(name, target, scales) {
      const { rows, columns, offset } = tensor(name);
      scales.set(floats(offset, rows));
      target.set(new Int8Array(bytes.buffer, bytes.byteOffset + offset + 4 * rows, rows * columns));
    },
  };
}
