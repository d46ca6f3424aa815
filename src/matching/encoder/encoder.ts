import { type Kernel, openKernel } from './kernel.js';
import { Pieces } from './pieces.js';
import { type Layer, readWeights, type Weights } from './weights.js';

/** Numbers of a sentence's embedding. */
export const WIDTH = 512;
/** Characters read of a text: a long message must not cost more than a question. */
const CHARACTERS = 600;
/** Embeddings remembered, the latest ones. */
const REMEMBERED = 2000;
const EMBEDDED = 256;

/**
 * A sentence encoder without a machine-learning library: sub-word pieces, two pre-norm transformer layers, the mean over the pieces, tanh.
 * Texts that mean alike get embeddings whose product is near one. Deterministic.
 */
export class Encoder {
  readonly pieces: Pieces;
  private readonly layers: Layer[];
  private readonly longest: number;
  private readonly kernel: Kernel;
  private readonly numbers: Float32Array;
  private readonly tensors = new Map<string, number>();
  private readonly scratch: Record<'x' | 'normed' | 'qkv' | 'attended' | 'out' | 'hidden' | 'mean' | 'pooled', number>;
  private readonly remembered = new Map<string, Float32Array>();

  constructor(weights: Weights = readWeights()) {
    this.layers = weights.layers;
    this.longest = weights.longest;
    this.pieces = new Pieces(weights.pieces);
    const rows = weights.longest;
    const sizes = { x: rows * 512, normed: rows * 512, qkv: rows * 1536, attended: rows * 512, out: rows * 512, hidden: rows * 1536, mean: 512, pooled: 512 };
    const aligned = (count: number) => (count + 3) & ~3;
    const total = [...weights.names.map((name) => weights.size(name)), ...Object.values(sizes)].reduce((sum, size) => sum + aligned(size), 256);
    const memory = new WebAssembly.Memory({ initial: Math.ceil((4 * total) / 65536) });
    this.numbers = new Float32Array(memory.buffer);
    this.kernel = openKernel(memory);
    let next = 256;
    const take = (count: number) => {
      const at = next;
      next += aligned(count);
      return at;
    };
    for (const name of weights.names) {
      const at = take(weights.size(name));
      this.tensors.set(name, at);
      weights.read(name, this.numbers.subarray(at, at + weights.size(name)));
    }
    this.scratch = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, take(size)])) as typeof this.scratch;
  }

  /** The text's embedding: 512 numbers of length one. The caller must not change it. */
  encode(text: string): Float32Array {
    const key = text.slice(0, CHARACTERS);
    const known = this.remembered.get(key);
    if (known) return known;
    const made = this.forward(this.pieces.split(key, this.longest));
    this.remembered.set(key, made);
    if (this.remembered.size > REMEMBERED) this.remembered.delete(this.remembered.keys().next().value!);
    return made;
  }

  private forward(ids: number[]): Float32Array {
    const count = ids.length;
    this.embed(ids);
    this.layers.forEach((layer, index) => {
      this.attend(layer, index, count);
      this.feedForward(layer, index, count);
    });
    return this.pool(count);
  }

  /** Pieces' own numbers, doubled, plus sine and cosine of their places. */
  private embed(ids: number[]): void {
    const { numbers, scratch } = this;
    const half = EMBEDDED / 2;
    const rates = this.at('rates');
    ids.forEach((id, place) => {
      const piece = this.at('pieces') + id * EMBEDDED;
      const row = scratch.x + place * EMBEDDED;
      for (let k = 0; k < half; k++) {
        const angle = place * numbers[rates + k]!;
        numbers[row + k] = 2 * numbers[piece + k]! + Math.sin(angle);
        numbers[row + half + k] = 2 * numbers[piece + half + k]! + Math.cos(angle);
      }
    });
  }

  private attend({ width, out, heads }: Layer, index: number, count: number): void {
    const { numbers, scratch } = this;
    this.normalise(scratch.x, `${index}.norm1`, scratch.normed, count, width);
    this.linear(scratch.normed, `${index}.qkv`, scratch.qkv, count, width, 3 * width);
    const size = width / heads;
    for (let head = 0; head < heads; head++) for (let place = 0; place < count; place++) this.attendOne(head * size, place, count, width, size);
    this.linear(scratch.attended, `${index}.attended`, scratch.out, count, width, out);
    if (width === out) {
      for (let k = 0; k < count * out; k++) numbers[scratch.x + k]! += numbers[scratch.out + k]!;
      return;
    }
    this.linear(scratch.x, `${index}.residual`, scratch.normed, count, width, out);
    for (let k = 0; k < count * out; k++) numbers[scratch.x + k] = numbers[scratch.normed + k]! + numbers[scratch.out + k]!;
  }

  private attendOne(head: number, place: number, count: number, width: number, size: number): void {
    const { numbers, scratch } = this;
    const query = scratch.qkv + place * 3 * width + head;
    const weights = new Float32Array(count);
    let top = Number.NEGATIVE_INFINITY;
    for (let other = 0; other < count; other++) {
      const key = scratch.qkv + other * 3 * width + width + head;
      let sum = 0;
      for (let k = 0; k < size; k++) sum += numbers[query + k]! * numbers[key + k]!;
      weights[other] = sum / Math.sqrt(size);
      if (weights[other]! > top) top = weights[other]!;
    }
    let total = 0;
    for (let other = 0; other < count; other++) {
      weights[other] = Math.exp(weights[other]! - top);
      total += weights[other]!;
    }
    const row = scratch.attended + place * width + head;
    numbers.fill(0, row, row + size);
    for (let other = 0; other < count; other++) {
      const value = scratch.qkv + other * 3 * width + 2 * width + head;
      const share = weights[other]! / total;
      for (let k = 0; k < size; k++) numbers[row + k]! += share * numbers[value + k]!;
    }
  }

  private feedForward({ out, hidden }: Layer, index: number, count: number): void {
    const { numbers, scratch } = this;
    this.normalise(scratch.x, `${index}.norm2`, scratch.normed, count, out);
    this.linear(scratch.normed, `${index}.up`, scratch.hidden, count, out, hidden);
    for (let k = scratch.hidden; k < scratch.hidden + count * hidden; k++) if (numbers[k]! < 0) numbers[k] = 0;
    this.linear(scratch.hidden, `${index}.down`, scratch.out, count, hidden, out);
    for (let k = 0; k < count * out; k++) numbers[scratch.x + k]! += numbers[scratch.out + k]!;
  }

  private pool(count: number): Float32Array {
    const { numbers, scratch } = this;
    numbers.fill(0, scratch.mean, scratch.mean + WIDTH);
    for (let place = 0; place < count; place++) for (let k = 0; k < WIDTH; k++) numbers[scratch.mean + k]! += numbers[scratch.x + place * WIDTH + k]! / count;
    this.linear(scratch.mean, 'pool', scratch.pooled, 1, WIDTH, WIDTH);
    const made = numbers.slice(scratch.pooled, scratch.pooled + WIDTH).map(Math.tanh);
    const length = Math.sqrt(made.reduce((sum, value) => sum + value * value, 0));
    return made.map((value) => value / length);
  }

  private normalise(from: number, name: string, to: number, rows: number, width: number): void {
    const { numbers } = this;
    const scale = this.at(name);
    const shift = this.at(`${name}.bias`);
    for (let row = 0; row < rows; row++) {
      const start = from + row * width;
      let mean = 0;
      for (let k = 0; k < width; k++) mean += numbers[start + k]!;
      mean /= width;
      let variance = 0;
      for (let k = 0; k < width; k++) variance += (numbers[start + k]! - mean) ** 2;
      const factor = 1 / Math.sqrt(variance / width + 1e-6);
      for (let k = 0; k < width; k++) numbers[to + row * width + k] = (numbers[start + k]! - mean) * factor * numbers[scale + k]! + numbers[shift + k]!;
    }
  }

  private linear(x: number, name: string, y: number, rows: number, inner: number, outs: number): void {
    this.kernel.product(4 * x, 4 * this.at(name), 4 * this.at(`${name}.bias`), 4 * y, rows, inner, outs);
  }

  private at(name: string): number {
    const at = this.tensors.get(name);
    if (at === undefined) throw new Error(`the weights lack "${name}"`);
    return at;
  }
}
