import { WIDTH } from './encoder.js';
import { type Kernel, openKernel } from './kernel.js';

/** Rows that are multiplied at once where all are multiplied with all: the table is read once for so many. */
const BLOCK = 16;
/**
 * Embeddings are kept as whole numbers times this. As their length is one, no sum of products leaves 32 bits (Cauchy
 * and Schwarz).
 */
const SCALE = 1 / 32767;

/** An embedding as whole numbers: exactly what is compared, in half the room. */
export function wholeNumbers(embedding: Float32Array): Int16Array {
  const wholes = new Int16Array(embedding.length);
  for (let k = 0; k < wholes.length; k++) wholes[k] = Math.round(embedding[k]! / SCALE);
  return wholes;
}

/** Embeddings beside one another, and how alike others are to them: the products, 1 for the same meaning. */
export class EmbeddingTable {
  private readonly kernel: Kernel;
  private readonly numbers: Float32Array;
  private readonly wholes: Int16Array;
  /** Bytes. */
  private readonly places: { table: number; queries: number; scales: number; zeros: number; out: number };
  private readonly count: number;
  private block = -1;

  /**
   * @param embeddings rows of 512 numbers as {@link wholeNumbers} gives them
   * @param atOnce how many are compared with the table at once
   */
  constructor(
    embeddings: Int16Array,
    private readonly atOnce = 1,
  ) {
    this.count = embeddings.length / WIDTH;
    const padded = (this.count + BLOCK - 1) & ~(BLOCK - 1);
    const table = 256;
    const queries = table + 2 * padded * WIDTH;
    const scales = queries + 2 * atOnce * WIDTH;
    const zeros = scales + 4 * (padded + BLOCK);
    this.places = { table, queries, scales, zeros, out: zeros + 4 * padded };
    const memory = new WebAssembly.Memory({ initial: Math.ceil((zeros + 4 * padded * (atOnce + 1)) / 65536) });
    this.kernel = openKernel(memory);
    this.numbers = new Float32Array(memory.buffer);
    this.wholes = new Int16Array(memory.buffer);
    this.wholes.set(embeddings, table / 2);
    this.numbers.fill(SCALE, scales / 4, zeros / 4);
  }

  /** A table for {@link EmbeddingTable.toEarlier}. */
  static inBlocks(embeddings: Int16Array): EmbeddingTable {
    return new EmbeddingTable(embeddings, BLOCK);
  }

  /** How alike an embedding is to each of the table. */
  toAll(embedding: Float32Array): Float32Array {
    this.wholes.set(wholeNumbers(embedding), this.places.queries / 2);
    this.multiply(1, this.count);
    return this.numbers.slice(this.places.out / 4, this.places.out / 4 + this.count);
  }

  /**
   * How alike one of the table is to those before it and to itself. Valid until the next call; quick when asked row
   * after row.
   */
  toEarlier(row: number): Float32Array {
    const first = row - (row % this.atOnce);
    const rows = Math.min(this.atOnce, this.count - first);
    if (first !== this.block) {
      const { table, queries } = this.places;
      this.wholes.copyWithin(queries / 2, table / 2 + first * WIDTH, table / 2 + (first + rows) * WIDTH);
      this.multiply(rows, first + rows);
      this.block = first;
    }
    const at = this.places.out / 4 + (row - first) * ((first + rows + 3) & ~3);
    return this.numbers.subarray(at, at + row + 1);
  }

  private multiply(rows: number, others: number): void {
    const { table, queries, scales, zeros, out } = this.places;
    this.block = -1;
    this.kernel.productOfWhole(queries, scales, table, scales, zeros, out, rows, WIDTH, (others + 3) & ~3);
  }
}
