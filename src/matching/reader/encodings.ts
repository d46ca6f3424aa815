import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WIDTH } from '../encoder/encoder.js';

const FILE = 'examples.encodings';

/**
 * What the examples' texts mean, as it was kept when they were last learned from: encoding thousands takes longer
 * than learning.
 * @param weights which weights the numbers must be of; kept ones of others count for nothing
 */
export function keptEncodings(folder: string, weights: string): Map<string, Float32Array> {
  try {
    const bytes = readFileSync(join(folder, FILE));
    const start = 4 + bytes.readUInt32LE(0);
    const head = JSON.parse(bytes.toString('utf8', 4, start)) as { weights: string; texts: string[] };
    if (head.weights !== weights) return new Map();
    const numbers = new Float32Array(new Uint8Array(bytes.subarray(start)).buffer);
    if (numbers.length !== head.texts.length * WIDTH) return new Map();
    return new Map(head.texts.map((text, at) => [text, numbers.subarray(at * WIDTH, (at + 1) * WIDTH)]));
  } catch {
    // There is none yet, or an interrupted program wrote it: the texts are encoded again.
    return new Map();
  }
}

/**
 * Keeps what texts mean, in place of what was kept before. A folder that can't be written keeps nothing: it only
 * costs time.
 */
export function keepEncodings(folder: string, weights: string, encodings: ReadonlyMap<string, Float32Array>): void {
  const head = Buffer.from(JSON.stringify({ weights, texts: [...encodings.keys()] }));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(head.length);
  const numbers = [...encodings.values()].map((one) => Buffer.from(one.buffer, one.byteOffset, one.byteLength));
  const draft = join(folder, `${FILE}.${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, Buffer.concat([size, head, ...numbers]));
    renameSync(draft, join(folder, FILE));
  } catch {
    // keepIndex has said so of the same folder.
  }
}
