import { isLoopback } from '../loopback.js';

/**
 * Which browsers' pages may talk to us: our own, and those that the operator lists. Origins are compared whole (RFC
 * 6454, section 5), never by parts.
 */
export class Origins {
  private readonly allowed: Set<string>;

  /** @param own our own origin as browsers see it; on this machine all its names count as one */
  constructor(
    readonly own: string,
    readonly listed: string[],
  ) {
    this.allowed = new Set([own, ...sameMachine(own), ...listed]);
  }

  allows(origin: string | undefined): origin is string {
    return origin !== undefined && this.allowed.has(origin);
  }
}

function sameMachine(own: string): string[] {
  const { protocol, hostname, port } = new URL(own);
  if (!isLoopback(hostname)) return [];
  return ['localhost', '127.0.0.1', '[::1]'].map((name) => `${protocol}//${name}${port ? `:${port}` : ''}`);
}
