/** One question that is asked of a text, with its answers. */
export interface Head {
  name: string;
  labels: string[];
}

/**
 * What learning leaves: all that a reader needs beside the encoder. Its columns are the labels of all heads in order.
 */
export interface Learned {
  heads: Head[];
  /** Features that count, by their keys, ascending. */
  keys: Uint32Array;
  /** keys x columns: whole numbers that stand for themselves times their feature's scale. */
  weights: Int8Array;
  scales: Float32Array;
  /** 512 x columns: the weights of what the text means. */
  meaning: Float32Array;
  /** One a column. */
  bias: Float32Array;
}

/** Columns of all heads. */
export function columnsOf(heads: Head[]): number {
  return heads.reduce((sum, { labels }) => sum + labels.length, 0);
}
