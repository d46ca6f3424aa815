import { WIDTH } from './encoder.js';
import { type Kernel, openKernel } from './kernel.js';

/** Rows that are multiplied at once where all are multiplied with all: the table is read once for so many. */
const BLOCK = 16;

/** Embeddings beside one another, and how alike others are to them: the products, 1 for the same meaning. */
export class EmbeddingTable {
  private readonly kernel: Kernel;
  private readonly numbers: Float32Array;
  private readonly places: { table: number; queries: number; zeros: number; out: number };
  private readonly count: number;
  private block = -1;

  /** @param embeddings rows of 512 numbers @param atOnce how many are compared with the table at once */
  constructor(
    private readonly embeddings: Float32Array,
    private readonly atOnce = 1,
  ) {
    this.count = embeddings.length / WIDTH;
    const padded = (this.count + 3) & ~3;
    const table = 64;
    const queries = table + padded * WIDTH;
    const zeros = queries + atOnce * WIDTH;
    this.places = { table, queries, zeros, out: zeros + padded };
    const memory = new WebAssembly.Memory({ initial: Math.ceil((4 * (zeros + padded + atOnce * padded)) / 65536) });
    this.kernel = openKernel(memory);
    this.numbers = new Float32Array(memory.buffer);
    this.numbers.set(embeddings, table);
  }

  /** A table for {@link EmbeddingTable.toEarlier}. */
  static inBlocks(embeddings: Float32Array): EmbeddingTable {
    return new EmbeddingTable(embeddings, BLOCK);
  }

  /** How alike an embedding is to each of the table. */
  toAll(embedding: Float32Array): Float32Array {
    this.numbers.set(embedding, this.places.queries);
    this.multiply(1, this.count);
    return this.numbers.slice(this.places.out, this.places.out + this.count);
  }

  /** How alike one of the table is to those before it and to itself. Valid until the next call; quick when asked row after row. */
  toEarlier(row: number): Float32Array {
    const first = row - (row % this.atOnce);
    const rows = Math.min(this.atOnce, this.count - first);
    if (first !== this.block) {
      this.numbers.set(this.embeddings.subarray(first * WIDTH, (first + rows) * WIDTH), this.places.queries);
      this.multiply(rows, first + rows);
      this.block = first;
    }
    const at = this.places.out + (row - first) * ((first + rows + 3) & ~3);
    return this.numbers.subarray(at, at + row + 1);
  }

  private multiply(rows: number, others: number): void {
    const { table, queries, zeros, out } = this.places;
    this.block = -1;
    this.kernel.product(4 * queries, 4 * table, 4 * zeros, 4 * out, rows, WIDTH, (others + 3) & ~3);
  }
}
