// The arithmetic that the encoder and the matcher spend their time in, in AssemblyScript (not TypeScript): several lanes at a time.

/** y[rows, outs] = x[rows, inner] · w[outs, inner]ᵀ + bias[outs]. Addresses in bytes; `inner` and `outs` are multiples of four. */
export function product(x: usize, w: usize, bias: usize, y: usize, rows: i32, inner: i32, outs: i32): void {
  const stride = inner << 2;
  for (let out = 0; out < outs; out += 4) {
    const w0 = w + out * stride, w1 = w0 + stride, w2 = w1 + stride, w3 = w2 + stride;
    const start = v128.load(bias + (out << 2));
    let row = 0;
    // Three rows at once: each weight that is loaded serves three times, and twelve sums just fit the registers.
    for (; row + 2 < rows; row += 3) {
      const a = x + row * stride, b = a + stride, c = b + stride;
      let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0, c0 = a0, c1 = a0, c2 = a0, c3 = a0;
      for (let at = 0; at < stride; at += 16) {
        const va = v128.load(a + at), vb = v128.load(b + at), vc = v128.load(c + at);
        let v = v128.load(w0 + at);
        a0 = f32x4.add(a0, f32x4.mul(va, v)); b0 = f32x4.add(b0, f32x4.mul(vb, v)); c0 = f32x4.add(c0, f32x4.mul(vc, v));
        v = v128.load(w1 + at);
        a1 = f32x4.add(a1, f32x4.mul(va, v)); b1 = f32x4.add(b1, f32x4.mul(vb, v)); c1 = f32x4.add(c1, f32x4.mul(vc, v));
        v = v128.load(w2 + at);
        a2 = f32x4.add(a2, f32x4.mul(va, v)); b2 = f32x4.add(b2, f32x4.mul(vb, v)); c2 = f32x4.add(c2, f32x4.mul(vc, v));
        v = v128.load(w3 + at);
        a3 = f32x4.add(a3, f32x4.mul(va, v)); b3 = f32x4.add(b3, f32x4.mul(vb, v)); c3 = f32x4.add(c3, f32x4.mul(vc, v));
      }
      v128.store(y + ((row * outs + out) << 2), f32x4.add(start, laneSums(a0, a1, a2, a3)));
      v128.store(y + (((row + 1) * outs + out) << 2), f32x4.add(start, laneSums(b0, b1, b2, b3)));
      v128.store(y + (((row + 2) * outs + out) << 2), f32x4.add(start, laneSums(c0, c1, c2, c3)));
    }
    for (; row < rows; row++) {
      const a = x + row * stride;
      let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0;
      for (let at = 0; at < stride; at += 16) {
        const va = v128.load(a + at);
        a0 = f32x4.add(a0, f32x4.mul(va, v128.load(w0 + at)));
        a1 = f32x4.add(a1, f32x4.mul(va, v128.load(w1 + at)));
        a2 = f32x4.add(a2, f32x4.mul(va, v128.load(w2 + at)));
        a3 = f32x4.add(a3, f32x4.mul(va, v128.load(w3 + at)));
      }
      v128.store(y + ((row * outs + out) << 2), f32x4.add(start, laneSums(a0, a1, a2, a3)));
    }
  }
}

/** Rows of float32 become whole numbers of 16 bits, each row by a scale of its own: x ≈ to · scales. Addresses in bytes; `inner` is a multiple of eight. */
export function toWhole(x: usize, to: usize, scales: usize, rows: i32, inner: i32): void {
  const stride = inner << 2;
  for (let row = 0; row < rows; row++) {
    const a = x + row * stride, b = to + row * (inner << 1);
    let most = f32x4.splat(0);
    for (let at = 0; at < stride; at += 16) most = f32x4.max(most, f32x4.abs(v128.load(a + at)));
    const top = max(
      max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
      max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
    );
    const factor = f32x4.splat(top > 0 ? 32767 / top : 0);
    for (let at = 0; at < stride; at += 32) {
      const low = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(a + at), factor)));
      const high = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(a + at + 16), factor)));
      v128.store(b + (at >> 1), i16x8.narrow_i32x4_s(low, high));
    }
    store<f32>(scales + (row << 2), top / 32767);
  }
}

/**
 * y[rows, outs] = x[rows, inner] · w[outs, inner]ᵀ + bias[outs], where x and w are whole numbers of 16 bits times a scale a row: eight products at
 * once, twice as many as of float32. The weights are of 8 bits by origin, so no sum of 1,536 products leaves 32 bits a lane. `inner` is a multiple
 * of eight, `outs` of four.
 */
export function productOfWhole(x: usize, xScales: usize, w: usize, wScales: usize, bias: usize, y: usize, rows: i32, inner: i32, outs: i32): void {
  const stride = inner << 1;
  for (let out = 0; out < outs; out += 4) {
    const w0 = w + out * stride, w1 = w0 + stride, w2 = w1 + stride, w3 = w2 + stride;
    const start = v128.load(bias + (out << 2)), scale = v128.load(wScales + (out << 2));
    let row = 0;
    for (; row + 1 < rows; row += 2) {
      const a = x + row * stride, b = a + stride;
      let a0 = i32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
      for (let at = 0; at < stride; at += 16) {
        const va = v128.load(a + at), vb = v128.load(b + at);
        const v0 = v128.load(w0 + at), v1 = v128.load(w1 + at), v2 = v128.load(w2 + at), v3 = v128.load(w3 + at);
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(va, v0)); b0 = i32x4.add(b0, i32x4.dot_i16x8_s(vb, v0));
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(va, v1)); b1 = i32x4.add(b1, i32x4.dot_i16x8_s(vb, v1));
        a2 = i32x4.add(a2, i32x4.dot_i16x8_s(va, v2)); b2 = i32x4.add(b2, i32x4.dot_i16x8_s(vb, v2));
        a3 = i32x4.add(a3, i32x4.dot_i16x8_s(va, v3)); b3 = i32x4.add(b3, i32x4.dot_i16x8_s(vb, v3));
      }
      const sa = f32x4.mul(scale, v128.load32_splat(xScales + (row << 2))), sb = f32x4.mul(scale, v128.load32_splat(xScales + ((row + 1) << 2)));
      v128.store(y + ((row * outs + out) << 2), f32x4.add(start, f32x4.mul(sa, wholeSums(a0, a1, a2, a3))));
      v128.store(y + (((row + 1) * outs + out) << 2), f32x4.add(start, f32x4.mul(sb, wholeSums(b0, b1, b2, b3))));
    }
    if (row < rows) {
      const a = x + row * stride;
      let a0 = i32x4.splat(0), a1 = a0, a2 = a0, a3 = a0;
      for (let at = 0; at < stride; at += 16) {
        const va = v128.load(a + at);
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(va, v128.load(w0 + at)));
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(va, v128.load(w1 + at)));
        a2 = i32x4.add(a2, i32x4.dot_i16x8_s(va, v128.load(w2 + at)));
        a3 = i32x4.add(a3, i32x4.dot_i16x8_s(va, v128.load(w3 + at)));
      }
      const sa = f32x4.mul(scale, v128.load32_splat(xScales + (row << 2)));
      v128.store(y + ((row * outs + out) << 2), f32x4.add(start, f32x4.mul(sa, wholeSums(a0, a1, a2, a3))));
    }
  }
}

/**
 * Attention of every piece to every piece: rows of qkv hold queries, keys and values, `width` float32 each, cut into heads of `size` numbers (a multiple
 * of four). `shares` has room for `count` numbers.
 */
export function attend(qkv: usize, to: usize, shares: usize, count: i32, width: i32, size: i32): void {
  const row: usize = width << 2, stride: usize = 3 * row, wide: usize = size << 2, scale: f32 = 1 / sqrt<f32>(<f32>size);
  for (let head: usize = 0; head < row; head += wide) {
    let query = qkv + head, out = to + head;
    for (let place = 0; place < count; place++, query += stride, out += row) {
      let key = qkv + row + head, top: f32 = -Infinity;
      for (let other = 0; other < count; other++, key += stride) {
        let sum = f32x4.splat(0);
        for (let at: usize = 0; at < wide; at += 16) sum = f32x4.add(sum, f32x4.mul(v128.load(query + at), v128.load(key + at)));
        const alike = scale * laneSum(sum);
        store<f32>(shares + (other << 2), alike);
        top = max(top, alike);
      }
      let total: f32 = 0;
      for (let other = 0; other < count; other++) {
        const share = exponential(load<f32>(shares + (other << 2)) - top);
        store<f32>(shares + (other << 2), share);
        total += share;
      }
      for (let at: usize = 0; at < wide; at += 16) {
        let sum = f32x4.splat(0), value = qkv + 2 * row + head + at;
        for (let other = 0; other < count; other++, value += stride)
          sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(shares + (other << 2)), v128.load(value)));
        v128.store(out + at, f32x4.mul(sum, f32x4.splat(1 / total)));
      }
    }
  }
}

/** Each row of `width` float32 (a multiple of four) brought to mean 0 and variance 1, then scaled and shifted number by number. */
export function normalise(x: usize, scale: usize, shift: usize, to: usize, rows: i32, width: i32): void {
  const stride: usize = width << 2;
  for (let row = 0; row < rows; row++, x += stride, to += stride) {
    let sum = f32x4.splat(0), squares = sum;
    for (let at: usize = 0; at < stride; at += 16) sum = f32x4.add(sum, v128.load(x + at));
    const mean = f32x4.splat(laneSum(sum) / <f32>width);
    for (let at: usize = 0; at < stride; at += 16) {
      const off = f32x4.sub(v128.load(x + at), mean);
      squares = f32x4.add(squares, f32x4.mul(off, off));
    }
    const factor = f32x4.splat(1 / sqrt<f32>(laneSum(squares) / <f32>width + 1e-6));
    for (let at: usize = 0; at < stride; at += 16) {
      const even = f32x4.mul(f32x4.sub(v128.load(x + at), mean), factor);
      v128.store(to + at, f32x4.add(f32x4.mul(even, v128.load(scale + at)), v128.load(shift + at)));
    }
  }
}

/** x = a + b, float32; `count` is a multiple of four. */
export function add(x: usize, a: usize, b: usize, count: i32): void {
  const end: usize = count << 2;
  for (let at: usize = 0; at < end; at += 16) v128.store(x + at, f32x4.add(v128.load(a + at), v128.load(b + at)));
}

/** Numbers below zero become zero, float32; `count` is a multiple of four. */
export function clip(x: usize, count: i32): void {
  const zero = f32x4.splat(0), end = x + (count << 2);
  for (; x < end; x += 16) v128.store(x, f32x4.max(v128.load(x), zero));
}

/** out[0..4) = rows · b, float64: four rows `stride` bytes apart against one, so that what is loaded of `b` serves four times. Any count. */
export function fourDots(rows: usize, stride: usize, b: usize, count: i32, out: usize): void {
  const r1 = rows + stride, r2 = r1 + stride, r3 = r2 + stride;
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0, t0 = s0, t1 = s0, t2 = s0, t3 = s0;
  let at: usize = 0;
  const whole: usize = (count & ~3) << 3;
  for (; at < whole; at += 32) {
    const v = v128.load(b + at), w = v128.load(b + at + 16);
    s0 = f64x2.add(s0, f64x2.mul(v, v128.load(rows + at))); t0 = f64x2.add(t0, f64x2.mul(w, v128.load(rows + at + 16)));
    s1 = f64x2.add(s1, f64x2.mul(v, v128.load(r1 + at))); t1 = f64x2.add(t1, f64x2.mul(w, v128.load(r1 + at + 16)));
    s2 = f64x2.add(s2, f64x2.mul(v, v128.load(r2 + at))); t2 = f64x2.add(t2, f64x2.mul(w, v128.load(r2 + at + 16)));
    s3 = f64x2.add(s3, f64x2.mul(v, v128.load(r3 + at))); t3 = f64x2.add(t3, f64x2.mul(w, v128.load(r3 + at + 16)));
  }
  let d0 = both(f64x2.add(s0, t0)), d1 = both(f64x2.add(s1, t1)), d2 = both(f64x2.add(s2, t2)), d3 = both(f64x2.add(s3, t3));
  for (; at < <usize>(count << 3); at += 8) {
    const v = load<f64>(b + at);
    d0 += v * load<f64>(rows + at); d1 += v * load<f64>(r1 + at); d2 += v * load<f64>(r2 + at); d3 += v * load<f64>(r3 + at);
  }
  store<f64>(out, d0); store<f64>(out + 8, d1); store<f64>(out + 16, d2); store<f64>(out + 24, d3);
}

/** rows -= factors ⊗ source, float64: four rows `stride` bytes apart, each less its factor times the source. Any count. */
export function subtractFour(rows: usize, stride: usize, source: usize, factors: usize, count: i32): void {
  const r1 = rows + stride, r2 = r1 + stride, r3 = r2 + stride;
  const f0 = f64x2.splat(load<f64>(factors)), f1 = f64x2.splat(load<f64>(factors + 8)), f2 = f64x2.splat(load<f64>(factors + 16)), f3 = f64x2.splat(load<f64>(factors + 24));
  let at: usize = 0;
  const whole: usize = (count & ~1) << 3;
  for (; at < whole; at += 16) {
    const v = v128.load(source + at);
    v128.store(rows + at, f64x2.sub(v128.load(rows + at), f64x2.mul(f0, v)));
    v128.store(r1 + at, f64x2.sub(v128.load(r1 + at), f64x2.mul(f1, v)));
    v128.store(r2 + at, f64x2.sub(v128.load(r2 + at), f64x2.mul(f2, v)));
    v128.store(r3 + at, f64x2.sub(v128.load(r3 + at), f64x2.mul(f3, v)));
  }
  if (count & 1) {
    const v = load<f64>(source + at);
    store<f64>(rows + at, load<f64>(rows + at) - load<f64>(factors) * v);
    store<f64>(r1 + at, load<f64>(r1 + at) - load<f64>(factors + 8) * v);
    store<f64>(r2 + at, load<f64>(r2 + at) - load<f64>(factors + 16) * v);
    store<f64>(r3 + at, load<f64>(r3 + at) - load<f64>(factors + 24) * v);
  }
}

// @ts-ignore
@inline
function both(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/** e to the power of x, for x up to 0, to float32's precision: 2 to a whole power times a polynomial (Cephes' expf). The library's own keeps a table in memory. */
function exponential(x: f32): f32 {
  if (x < -87) return 0;
  const whole = nearest<f32>(x * 1.44269504);
  const rest = x - whole * 0.693359375 + whole * 2.12194440e-4;
  let sum: f32 = 1.9875691500e-4;
  sum = sum * rest + 1.3981999507e-3;
  sum = sum * rest + 8.3334519073e-3;
  sum = sum * rest + 4.1665795894e-2;
  sum = sum * rest + 1.6666665459e-1;
  sum = sum * rest + 5.0000001201e-1;
  return (sum * rest * rest + rest + 1) * reinterpret<f32>((<i32>whole + 127) << 23);
}

// @ts-ignore
@inline
function laneSum(a: v128): f32 {
  return f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1) + (f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3));
}

// @ts-ignore
@inline
function wholeSums(a: v128, b: v128, c: v128, d: v128): v128 {
  return laneSums(f32x4.convert_i32x4_s(a), f32x4.convert_i32x4_s(b), f32x4.convert_i32x4_s(c), f32x4.convert_i32x4_s(d));
}

// @ts-ignore
@inline
function laneSums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}
