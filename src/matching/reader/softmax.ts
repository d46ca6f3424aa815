/** Makes numbers shares that sum to one, in place. @returns the logarithm of what they were divided by */
export function softmax(numbers: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of numbers) most = Math.max(most, value);
  let sum = 0;
  for (let c = 0; c < numbers.length; c++) {
    numbers[c] = Math.exp(numbers[c]! - most);
    sum += numbers[c]!;
  }
  for (let c = 0; c < numbers.length; c++) numbers[c]! /= sum;
  return most + Math.log(sum);
}
