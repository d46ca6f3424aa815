import { openKernel } from './encoder/kernel.js';

/**
 * The solution of a kernel ridge regression with one column a target, and the scores each row would have got from the
 * others alone.
 */
export interface Solution {
  /** rows x targets. */
  coefficients: Float32Array;
  /** Row i's scores with row i left out. */
  leftOut: Float32Array[];
  /** Row i's scores with its whole target left out; its own column is far below all others. */
  withoutTarget: Float32Array[];
}

/**
 * Rows that are worked on together: each earlier row is fetched from memory once for all of them. A multiple of four,
 * the kernel's own step.
 */
const BLOCK = 16;
/** Below every score: a target that isn't there. */
const ABSENT = -9;

/**
 * Solves (K + ridge) a = Y exactly. Leaving out comes from the same inverse: `f(x_i) = y_i - a_i / inv_ii`, and
 * blocks of the inverse for whole targets.
 * @param targetOf each row's target, ascending
 * @param kernelRow writes row i of K up to its diagonal into the numbers given
 * @param onProgress told the share done, 0 to 1
 */
export function solve(
  targetOf: number[],
  targets: number,
  ridge: number,
  kernelRow: (row: number, into: Float64Array) => void,
  onProgress: (share: number) => void = () => undefined,
): Solution {
  const count = targetOf.length;
  const rows = Math.ceil(count / BLOCK) * BLOCK;
  const stride = (count + 1) & ~1;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((8 * (rows * stride + 64)) / 65536) + 1 });
  const kernel = openKernel(memory);
  const numbers = new Float64Array(memory.buffer);
  const base = 32;
  const row = (index: number) => base + index * stride;
  for (let i = 0; i < rows; i++) {
    if (i < count) kernelRow(i, numbers.subarray(row(i), row(i) + i + 1));
    numbers[row(i) + i]! += i < count ? ridge : 1;
  }
  factorise();
  invert();
  return solution();

  /** Cholesky: the lower triangle of K becomes L with L Lᵀ = K + ridge. */
  function factorise(): void {
    for (let first = 0; first < rows; first += BLOCK) {
      for (let j = 0; j < first; j++) {
        for (let four = first; four < first + BLOCK; four += 4) {
          kernel.fourDots(8 * row(four), 8 * stride, 8 * row(j), j, 0);
          for (let k = 0; k < 4; k++)
            numbers[row(four + k) + j] = (numbers[row(four + k) + j]! - numbers[k]!) / numbers[row(j) + j]!;
        }
      }
      for (let i = first; i < Math.min(first + BLOCK, count); i++) {
        for (let j = first; j <= i; j++) {
          let rest = numbers[row(i) + j]!;
          for (let k = 0; k < j; k++) rest -= numbers[row(i) + k]! * numbers[row(j) + k]!;
          numbers[row(i) + j] = i === j ? Math.sqrt(Math.max(rest, 1e-9)) : rest / numbers[row(j) + j]!;
        }
      }
      if (first % 64 === 0) onProgress(0.5 * (first / rows) ** 2);
    }
  }

  /** L becomes its inverse, in place. */
  function invert(): void {
    const factors = Array.from({ length: BLOCK }, () => new Float64Array(count + BLOCK));
    for (let first = 0; first < rows; first += BLOCK) {
      for (let k = 0; k < BLOCK; k++) {
        const own = numbers.subarray(row(first + k), row(first + k) + stride);
        factors[k]!.fill(0);
        if (first + k < count) factors[k]!.set(own.subarray(0, first + k + 1));
        own.fill(0);
      }
      for (let j = 0; j < first; j++) {
        for (let four = 0; four < BLOCK; four += 4) {
          for (let k = 0; k < 4; k++) numbers[4 + k] = factors[four + k]![j]!;
          kernel.subtractFour(8 * row(first + four), 8 * stride, 8 * row(j), 32, j + 1);
        }
      }
      for (let i = first; i < Math.min(first + BLOCK, count); i++) {
        const own = factors[i - first]!;
        for (let j = first; j < i; j++)
          for (let c = 0; c <= j; c++) numbers[row(i) + c]! -= own[j]! * numbers[row(j) + c]!;
        numbers[row(i) + i] = 1;
        for (let c = 0; c <= i; c++) numbers[row(i) + c]! /= own[i]!;
      }
      if (first % 64 === 0) onProgress(0.5 + 0.4 * (first / rows) ** 2);
    }
  }

  /** From the inverse B of L: K⁻¹ = Bᵀ B. */
  function solution(): Solution {
    const sums = new Float64Array(count * targets);
    const parts = new Float64Array(targets);
    for (let k = 0; k < count; k++) {
      parts.fill(0);
      for (let j = 0; j <= k; j++) parts[targetOf[j]!]! += numbers[row(k) + j]!;
      for (let j = 0; j <= k; j++) {
        const own = numbers[row(k) + j]!;
        for (let c = 0; c < targets; c++) sums[j * targets + c]! += own * parts[c]!;
      }
    }
    const leftOut: Float32Array[] = [];
    const withoutTarget: Float32Array[] = [];
    for (let start = 0; start < count; ) {
      let end = start;
      while (end < count && targetOf[end] === targetOf[start]) end++;
      const block = inverseBlock(start, end);
      const undone = invertSymmetric(block);
      for (let i = start; i < end; i++) {
        const own = i - start;
        leftOut[i] = Float32Array.from(
          { length: targets },
          (_, c) => (c === targetOf[i] ? 1 : 0) - sums[i * targets + c]! / block[own]![own]!,
        );
        withoutTarget[i] = Float32Array.from({ length: targets }, (_, c) =>
          c === targetOf[i]
            ? ABSENT
            : -undone[own]!.reduce((sum, value, other) => sum + value * sums[(start + other) * targets + c]!, 0),
        );
      }
      start = end;
      onProgress(0.9 + 0.1 * (start / count));
    }
    return { coefficients: Float32Array.from(sums), leftOut, withoutTarget };
  }

  /** Rows and columns start..end of K⁻¹. */
  function inverseBlock(start: number, end: number): Float64Array[] {
    const size = end - start;
    const block = Array.from({ length: size }, () => new Float64Array(size));
    for (let k = start; k < count; k++) {
      const own = numbers.subarray(row(k) + start, row(k) + Math.min(end, k + 1));
      for (let a = 0; a < own.length; a++) {
        const factor = own[a]!;
        const into = block[a]!;
        for (let b = 0; b < own.length; b++) into[b]! += factor * own[b]!;
      }
    }
    return block;
  }
}

/** The inverse of a small positive definite matrix, by Gauss and Jordan. */
function invertSymmetric(matrix: Float64Array[]): Float64Array[] {
  const size = matrix.length;
  const work = matrix.map((row, i) =>
    Float64Array.from({ length: 2 * size }, (_, j) => (j < size ? row[j]! : j - size === i ? 1 : 0)),
  );
  for (let pivot = 0; pivot < size; pivot++) {
    const own = work[pivot]!;
    const scale = 1 / own[pivot]!;
    for (let j = 0; j < own.length; j++) own[j]! *= scale;
    work.forEach((row, i) => {
      const factor = row[pivot]!;
      if (i === pivot || factor === 0) return;
      for (let j = 0; j < row.length; j++) row[j]! -= factor * own[j]!;
    });
  }
  return work.map((row) => row.slice(size));
}
