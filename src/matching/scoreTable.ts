import { type Kernel, openKernel } from './encoder/kernel.js';

const PLACE = 64;
const padded = (count: number) => (count + 3) & ~3;

/** A solution's coefficients, laid out for the kernel: a text's nearness to each phrasing becomes a score a target. */
export class ScoreTable {
  private readonly kernel: Kernel;
  private readonly numbers: Float32Array;
  private readonly places: { table: number; near: number; zeros: number; out: number };
  private readonly inner: number;

  /** @param coefficients phrasings x targets */
  constructor(
    coefficients: Float32Array,
    private readonly targets: number,
  ) {
    const phrasings = coefficients.length / targets;
    const outs = padded(targets);
    this.inner = padded(phrasings);
    const near = PLACE + outs * this.inner;
    this.places = { table: PLACE, near, zeros: near + this.inner, out: near + this.inner + outs };
    const memory = new WebAssembly.Memory({ initial: Math.ceil((4 * (this.places.out + outs)) / 65536) });
    this.kernel = openKernel(memory);
    this.numbers = new Float32Array(memory.buffer);
    for (let phrasing = 0; phrasing < phrasings; phrasing++)
      for (let target = 0; target < targets; target++)
        this.numbers[PLACE + target * this.inner + phrasing] = coefficients[phrasing * targets + target]!;
  }

  /** @param nearness one number a phrasing */
  scores(nearness: Float32Array): Float32Array {
    const { table, near, zeros, out } = this.places;
    this.numbers.set(nearness, near);
    this.kernel.product(4 * near, 4 * table, 4 * zeros, 4 * out, 1, this.inner, padded(this.targets));
    return this.numbers.slice(out, out + this.targets);
  }
}
