// The matrix product that the encoder and the matcher spend their time in, in AssemblyScript (not TypeScript): four float32 lanes at a time.

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

// @ts-ignore
@inline
function laneSums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}
