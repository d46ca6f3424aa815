/** Steps remembered to guess the slope's curvature from. */
const MEMORY = 7;
/** A step must lower the sum by at least this share of what the slope promises (Armijo), or it is halved. */
const PROMISED = 1e-4;
const HALVINGS = 20;

/**
 * The place where a smooth convex sum is least, by L-BFGS (Nocedal and Wright, Numerical Optimization, algorithm
 * 7.4). Deterministic.
 * @param sumAt writes the slope at a place into `slope` and returns the sum there
 */
export function minimum(
  size: number,
  steps: number,
  sumAt: (place: Float64Array, slope: Float64Array) => number,
): Float64Array {
  let place = new Float64Array(size);
  let slope = new Float64Array(size);
  let sum = sumAt(place, slope);
  const past: { moved: Float64Array; bent: Float64Array; scale: number }[] = [];
  for (let step = 0; step < steps; step++) {
    const way = downhill();
    const promise = dot(way, slope);
    let length = past.length > 0 ? 1 : 1 / Math.max(1, Math.sqrt(dot(slope, slope)));
    const next = new Float64Array(size);
    const nextSlope = new Float64Array(size);
    let nextSum = sum;
    for (let halving = 0; halving < HALVINGS; halving++, length /= 2) {
      for (let i = 0; i < size; i++) next[i] = place[i]! + length * way[i]!;
      nextSum = sumAt(next, nextSlope);
      if (nextSum <= sum + PROMISED * length * promise) break;
    }
    if (nextSum >= sum) break;
    const moved = difference(next, place);
    const bent = difference(nextSlope, slope);
    const curvature = dot(moved, bent);
    if (curvature > 1e-12) past.push({ moved, bent, scale: 1 / curvature });
    if (past.length > MEMORY) past.shift();
    [place, slope, sum] = [next, nextSlope, nextSum];
  }
  return place;

  /** The slope turned round and stretched by what earlier steps tell of its curvature. */
  function downhill(): Float64Array {
    const way = difference(new Float64Array(size), slope);
    const shares = past.map(() => 0);
    for (let i = past.length - 1; i >= 0; i--) {
      const { moved, bent, scale } = past[i]!;
      shares[i] = scale * dot(moved, way);
      add(way, bent, -shares[i]!);
    }
    const last = past.at(-1);
    if (last) {
      const stretch = 1 / (last.scale * dot(last.bent, last.bent));
      for (let i = 0; i < size; i++) way[i]! *= stretch;
    }
    past.forEach(({ moved, bent, scale }, i) => {
      add(way, moved, shares[i]! - scale * dot(bent, way));
    });
    return way;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function add(into: Float64Array, other: Float64Array, times: number): void {
  for (let i = 0; i < into.length; i++) into[i]! += times * other[i]!;
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  const result = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = a[i]! - b[i]!;
  return result;
}
