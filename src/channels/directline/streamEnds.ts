import type { WebSocket } from 'ws';
import type { SignOuts } from './signOuts.js';
import { endOfStream, type TokenHolder } from './tokens.js';

const LOOK_MS = 1000;
/** Who has not answered the close by then is cut off. */
const GRACE_MS = 1000;
/** "Policy violation" (RFC 6455, section 7.4.1): clients ask for another address, if their token still lets them. */
const RIGHT_IS_OVER = 1008;

/** Ends open streams with the right by which they were opened: at their token's end, and when the customer signs out. */
export class StreamEnds {
  private readonly open = new Map<WebSocket, TokenHolder>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly signOuts: SignOuts,
    private readonly now: () => Date,
    onFault: (fault: unknown) => void,
  ) {
    this.timer = setInterval(() => void this.look().catch(onFault), LOOK_MS).unref();
  }

  /** Watches over a stream that is open from now on. */
  watch(socket: WebSocket, holder: TokenHolder): void {
    this.open.set(socket, holder);
    socket.once('close', () => this.open.delete(socket));
  }

  /** Ends what has had its time. */
  async look(): Promise<void> {
    const seconds = this.now().getTime() / 1000;
    for (const [socket, holder] of this.open) if (endOfStream(holder) <= seconds) this.end(socket, 'expired');
    if (this.open.size === 0) return;
    const gone = await this.signOuts.signedOut([...this.open.values()]);
    for (const [socket, holder] of this.open) if (gone.has(holder)) this.end(socket, 'signed out');
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private end(socket: WebSocket, why: string): void {
    this.open.delete(socket);
    socket.close(RIGHT_IS_OVER, why);
    setTimeout(() => socket.terminate(), GRACE_MS).unref();
  }
}
