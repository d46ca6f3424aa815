import { Recent } from '../../text/recent.js';
import { type Kernel, openKernel } from './kernel.js';
import { Pieces } from './pieces.js';
import { type Layer, readWeights, type Weights } from './weights.js';

/** Numbers of a sentence's embedding. */
export const WIDTH = 512;
/** Characters read of a text: a long message must not cost more than a question. */
const CHARACTERS = 600;
/**
 * Embeddings remembered, the latest used: what one reader of a text has had encoded isn't encoded again for the next.
 */
const REMEMBERED = 2000;
const EMBEDDED = 256;

type Shape = ReturnType<Weights['shape']>;

/**
 * A sentence encoder without a machine-learning library: sub-word pieces, two pre-norm transformer layers, the mean
 * over the pieces, tanh. Texts that mean alike get embeddings whose product is near one. Deterministic.
 */
export class Encoder {
  readonly pieces: Pieces;
  private readonly layers: Layer[];
  private readonly longest: number;
  private readonly kernel: Kernel;
  private readonly numbers: Float32Array;
  /** The same memory as whole numbers: an address here is twice one among `numbers`. */
  private readonly wholes: Int16Array;
  /** Where each tensor lies among `numbers`. */
  private readonly tensors = new Map<string, number>();
  private readonly scratch: Record<
    'x' | 'normed' | 'qkv' | 'attended' | 'out' | 'hidden' | 'mean' | 'pooled' | 'whole' | 'scales' | 'shares',
    number
  >;
  private readonly remembered = new Recent<Float32Array>(REMEMBERED);

  constructor(weights: Weights = readWeights()) {
    this.layers = weights.layers;
    this.longest = weights.longest;
    this.pieces = new Pieces(weights.pieces);
    const rows = weights.longest;
    const sizes = {
      ...{
        x: rows * 512,
        normed: rows * 512,
        qkv: rows * 1536,
        attended: rows * 512,
        out: rows * 512,
        hidden: rows * 1536,
        mean: 512,
        pooled: 512,
      },
      ...{ whole: rows * 768, scales: rows, shares: rows },
    };
    const shapes = weights.names.map((name) => ({ name, ...weights.shape(name) }));
    const room = (count: number) => (count + 3) & ~3;
    const roomOf = ({ rows, columns, isWhole }: Shape) =>
      isWhole ? room(rows) + room((rows * columns) / 2) : room(rows * columns);
    const total = [...shapes.map(roomOf), ...Object.values(sizes).map(room)].reduce((sum, size) => sum + size, 256);
    const memory = new WebAssembly.Memory({ initial: Math.ceil((4 * total) / 65536) });
    this.numbers = new Float32Array(memory.buffer);
    this.wholes = new Int16Array(memory.buffer);
    this.kernel = openKernel(memory);
    let next = 256;
    const take = (count: number) => {
      const at = next;
      next += room(count);
      return at;
    };
    for (const { name, rows, columns, isWhole } of shapes) {
      if (isWhole) {
        const [scales, at] = [take(rows), take((rows * columns) / 2)];
        this.tensors.set(name, at).set(`${name}.scales`, scales);
        weights.readWhole(
          name,
          this.wholes.subarray(2 * at, 2 * at + rows * columns),
          this.numbers.subarray(scales, scales + rows),
        );
      } else {
        const at = take(rows * columns);
        this.tensors.set(name, at);
        weights.read(name, this.numbers.subarray(at, at + rows * columns));
      }
    }
    this.scratch = Object.fromEntries(
      Object.entries(sizes).map(([name, size]) => [name, take(size)]),
    ) as typeof this.scratch;
  }

  /** The text's embedding: 512 numbers of length one. The caller must not change it. */
  encode(text: string): Float32Array {
    const key = text.slice(0, CHARACTERS);
    return this.remembered.get(key, () => this.forward(this.pieces.split(key, this.longest)));
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
    const { numbers, wholes, scratch } = this;
    const half = EMBEDDED / 2;
    const rates = this.at('rates');
    ids.forEach((id, place) => {
      const piece = 2 * this.at('pieces') + id * EMBEDDED;
      const scale = 2 * numbers[this.at('pieces.scales') + id]!;
      const row = scratch.x + place * EMBEDDED;
      for (let k = 0; k < half; k++) {
        const angle = place * numbers[rates + k]!;
        numbers[row + k] = scale * wholes[piece + k]! + Math.sin(angle);
        numbers[row + half + k] = scale * wholes[piece + half + k]! + Math.cos(angle);
      }
    });
  }

  private attend({ width, out, heads }: Layer, index: number, count: number): void {
    const { kernel, scratch } = this;
    this.normalise(scratch.x, `${index}.norm1`, scratch.normed, count, width);
    this.linear(scratch.normed, `${index}.qkv`, scratch.qkv, count, width, 3 * width);
    kernel.attend(4 * scratch.qkv, 4 * scratch.attended, 4 * scratch.shares, count, width, width / heads);
    this.linear(scratch.attended, `${index}.attended`, scratch.out, count, width, out);
    if (width !== out) this.linear(scratch.x, `${index}.residual`, scratch.normed, count, width, out);
    kernel.add(4 * scratch.x, 4 * (width === out ? scratch.x : scratch.normed), 4 * scratch.out, count * out);
  }

  private feedForward({ out, hidden }: Layer, index: number, count: number): void {
    const { kernel, scratch } = this;
    this.normalise(scratch.x, `${index}.norm2`, scratch.normed, count, out);
    this.linear(scratch.normed, `${index}.up`, scratch.hidden, count, out, hidden);
    kernel.clip(4 * scratch.hidden, count * hidden);
    this.linear(scratch.hidden, `${index}.down`, scratch.out, count, hidden, out);
    kernel.add(4 * scratch.x, 4 * scratch.x, 4 * scratch.out, count * out);
  }

  private pool(count: number): Float32Array {
    const { numbers, scratch } = this;
    numbers.fill(0, scratch.mean, scratch.mean + WIDTH);
    for (let place = 0; place < count; place++)
      for (let k = 0; k < WIDTH; k++) numbers[scratch.mean + k]! += numbers[scratch.x + place * WIDTH + k]! / count;
    this.linear(scratch.mean, 'pool', scratch.pooled, 1, WIDTH, WIDTH);
    const made = numbers.slice(scratch.pooled, scratch.pooled + WIDTH).map(Math.tanh);
    const length = Math.sqrt(made.reduce((sum, value) => sum + value * value, 0));
    return made.map((value) => value / length);
  }

  private normalise(from: number, name: string, to: number, rows: number, width: number): void {
    this.kernel.normalise(4 * from, 4 * this.at(name), 4 * this.at(`${name}.bias`), 4 * to, rows, width);
  }

  private linear(x: number, name: string, y: number, rows: number, inner: number, outs: number): void {
    const { scratch } = this;
    const [whole, scales] = [4 * scratch.whole, 4 * scratch.scales];
    this.kernel.toWhole(4 * x, whole, scales, rows, inner);
    const [weights, weightScales, bias] = [this.at(name), this.at(`${name}.scales`), this.at(`${name}.bias`)];
    this.kernel.productOfWhole(whole, scales, 4 * weights, 4 * weightScales, 4 * bias, 4 * y, rows, inner, outs);
  }

  private at(name: string): number {
    const at = this.tensors.get(name);
    if (at === undefined) throw new Error(`the weights lack "${name}"`);
    return at;
  }
}
