import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `kernel/product.ts` exports: arithmetic over one memory, at byte addresses. Its comments say what each does. */
export interface Kernel {
  product(x: number, w: number, bias: number, y: number, rows: number, inner: number, outs: number): void;
  toWhole(x: number, to: number, scales: number, rows: number, inner: number): void;
  productOfWhole(
    x: number,
    xScales: number,
    w: number,
    wScales: number,
    bias: number,
    y: number,
    rows: number,
    inner: number,
    outs: number,
  ): void;
  attend(qkv: number, to: number, shares: number, count: number, width: number, size: number): void;
  normalise(x: number, scale: number, shift: number, to: number, rows: number, width: number): void;
  add(x: number, a: number, b: number, count: number): void;
  clip(x: number, count: number): void;
  fourDots(rows: number, stride: number, b: number, count: number, out: number): void;
  subtractFour(rows: number, stride: number, source: number, factors: number, count: number): void;
}

/** The compiled kernel over a memory. Found beside this file once built, in `dist/` when run from the sources. @throws if it was never built */
export function openKernel(memory: WebAssembly.Memory): Kernel {
  const places = [
    join(__dirname, 'product.wasm'),
    join(__dirname, '..', '..', '..', 'dist', 'matching', 'encoder', 'product.wasm'),
  ];
  const file = places.find((place) => existsSync(place));
  if (!file) throw new Error('The encoder\'s kernel is not built yet. Run "npm run build".');
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), {
    env: { memory, abort: () => undefined },
  });
  return exports as unknown as Kernel;
}
