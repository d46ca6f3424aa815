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
  size(name: string): number;
  /** Writes a tensor's numbers into `target`. */
  read(name: string, target: Float32Array): void;
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
  const tensors = new Map<string, Tensor>(Object.entries(head.tensors).map(([name, { at, ...tensor }]) => [name, { ...tensor, offset: start + at }]));
  const tensor = (name: string): Tensor => {
    const found = tensors.get(name);
    if (!found) throw new Error(`${file}: the weights lack "${name}"`);
    return found;
  };
  return {
    layers: head.layers,
    longest: head.longest,
    pieces: head.pieces,
    names: [...tensors.keys()],
    size: (name) => tensor(name).rows * tensor(name).columns,
    read(name, target) {
      const { rows, columns, offset, type } = tensor(name);
      const floats = type === 'f32' ? rows * columns : rows;
      const numbers = new Float32Array(new Uint8Array(bytes.subarray(offset, offset + 4 * floats)).buffer);
      if (type === 'f32') return target.set(numbers);
      const whole = new Int8Array(bytes.buffer, bytes.byteOffset + offset + 4 * rows, rows * columns);
      for (let row = 0; row < rows; row++) {
        const scale = numbers[row]!;
        for (let at = row * columns; at < (row + 1) * columns; at++) target[at] = whole[at]! * scale;
      }
    },
  };
}
