import { createServer, type Server, Socket } from 'node:net';
import { seeded } from './seeded.js';

/** How the proxy treats what passes. */
export type ProxyMode =
  /** Everything passes. */
  | 'open'
  /** Nothing passes any more in either direction, and nobody is told: what is there stays open, new connections are accepted and led nowhere. */
  | 'half-open'
  /** One byte a second in each direction of each connection. */
  | 'slow'
  /** Connections are refused by an immediate reset; those that are there are cut. */
  | 'away';

export interface ProxyOptions {
  /** The port of this machine that it leads to; may be told later. */
  to?: number;
  /** Cuts each connection after a random time between these milliseconds. Without it none is cut. */
  cutAfter?: [least: number, most: number];
  /** Of the random numbers; equal seeds cut after equal times. */
  seed?: number;
}

/** A TCP proxy that behaves badly on purpose. */
export class CuttingProxy {
  /** Connections that it has cut so far. */
  cuts = 0;
  port = 0;
  private mode: ProxyMode = 'open';
  private readonly server: Server;
  private readonly pairs = new Set<Pair>();
  private readonly random: () => number;

  private to: number;

  constructor(private readonly options: ProxyOptions) {
    this.to = options.to ?? 0;
    this.random = seeded(options.seed ?? 1);
    // Half-closed connections are handed on as they are: a proxy that ends both sides at the first FIN would hide faults.
    this.server = createServer({ allowHalfOpen: true }, (near) => this.accept(near));
  }

  async start(): Promise<this> {
    await new Promise<void>((ready, failed) => this.server.once('error', failed).listen(this.port, '127.0.0.1', ready));
    const address = this.server.address();
    if (address && typeof address === 'object') this.port = address.port;
    return this;
  }

  /** From now on new connections lead to that port. */
  leadTo(port: number): void {
    this.to = port;
  }

  /** Connections that pass through it now. */
  get open(): number {
    return this.pairs.size;
  }

  /** Takes hold at once, for connections that are there as well as for new ones. */
  become(mode: ProxyMode): void {
    this.mode = mode;
    if (mode === 'away') this.cutAll();
    for (const pair of this.pairs) pair.become(mode);
  }

  /** Cuts every connection with a reset. */
  cutAll(): void {
    for (const pair of [...this.pairs]) this.cut(pair);
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((done) => this.server.close(() => done()));
    for (const pair of [...this.pairs]) pair.end();
    await closed;
  }

  private cut(pair: Pair): void {
    this.cuts += 1;
    pair.end();
  }

  private accept(near: Socket): void {
    if (this.mode === 'away') return void near.resetAndDestroy();
    const far = new Socket({ allowHalfOpen: true }).connect(this.to, '127.0.0.1');
    const pair = new Pair(near, far, () => this.pairs.delete(pair));
    this.pairs.add(pair);
    pair.become(this.mode);
    const [least, most] = this.options.cutAfter ?? [0, 0];
    if (most > 0) {
      const cut = setTimeout(() => this.cut(pair), least + this.random() * (most - least));
      near.once('close', () => clearTimeout(cut));
    }
  }
}

/** The two sockets of a connection that passes through. */
class Pair {
  private trickling: NodeJS.Timeout | undefined;
  private ending = false;
  private readonly held: [Held, Held];

  constructor(
    private readonly near: Socket,
    private readonly far: Socket,
    ended: () => void,
  ) {
    this.held = [new Held(near, far), new Held(far, near)];
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      // Its close follows, and says all that is to be known.
      socket.on('error', () => undefined);
      socket.once('close', () => {
        clearInterval(this.trickling);
        // Whoever went half-open must not learn of the other side's end.
        if (this.held[0].frozen && !this.ending) return;
        ended();
        this.end();
      });
    }
  }

  become(mode: ProxyMode): void {
    clearInterval(this.trickling);
    for (const held of this.held) held.frozen = mode === 'half-open';
    for (const held of this.held) held.open = mode === 'open';
    if (mode === 'open') for (const held of this.held) held.release();
    if (mode === 'slow') this.trickling = setInterval(() => this.held.forEach((held) => void held.release(1)), 1000);
  }

  /** With a reset, as a broken network does. */
  end(): void {
    this.ending = true;
    for (const socket of [this.near, this.far]) if (!socket.destroyed) socket.resetAndDestroy();
  }
}

/** One direction: what one socket reads and the other has not been given yet. */
class Held {
  open = true;
  frozen = false;
  private waiting: Buffer = Buffer.alloc(0);
  private finished = false;

  constructor(
    private readonly from: Socket,
    private readonly to: Socket,
  ) {
    from.on('data', (bytes: Buffer) => {
      this.waiting = this.waiting.length > 0 ? Buffer.concat([this.waiting, bytes]) : bytes;
      if (this.open) this.release();
      else if (this.waiting.length > 16_384) from.pause();
    });
    from.on('end', () => {
      this.finished = true;
      if (this.open) this.release();
    });
    to.on('drain', () => from.resume());
  }

  /** Hands on that many bytes, and the end once nothing waits. */
  release(bytes = this.waiting.length): void {
    if (this.to.destroyed) return;
    const [now, later] = [this.waiting.subarray(0, bytes), this.waiting.subarray(bytes)];
    this.waiting = later;
    if (now.length > 0 && !this.to.write(now)) this.from.pause();
    else if (this.waiting.length < 16_384) this.from.resume();
    if (this.finished && this.waiting.length === 0) this.to.end();
  }
}
