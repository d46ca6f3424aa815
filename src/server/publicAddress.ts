import { Origins } from './origins.js';

/** How browsers reach the service; without a setting that is where it listens, which is known once it does. */
export class PublicAddress {
  private known: { url: string; origins: Origins };

  /** @param url the setting @param others origins that may embed the chat */
  constructor(
    private readonly url: string | null,
    private readonly others: string[],
  ) {
    this.known = { url: url ?? '', origins: new Origins('http://localhost', others) };
  }

  /** Takes note of where the service listens. @returns how browsers reach it */
  listensAt(address: string): string {
    const url = this.url ?? address;
    this.known = { url, origins: new Origins(new URL(url).origin, this.others) };
    return url;
  }

  /** Where streams are opened: `ws://…` or `wss://…`, without a slash at the end. */
  get streams(): string {
    return this.known.url.replace(/^http/, 'ws');
  }

  get origins(): Origins {
    return this.known.origins;
  }

  /** Whether an origin is our own: those that may embed the chat are not. */
  isOwn(origin: string): boolean {
    return new Origins(this.known.origins.own, []).allows(origin);
  }

  /** The host name under which browsers reach the service. */
  get name(): string {
    return new URL(this.known.origins.own).hostname;
  }

  get secure(): boolean {
    return this.url?.startsWith('https:') ?? false;
  }
}
