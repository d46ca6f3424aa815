import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import { isLoopback } from '../loopback.js';

/**
 * Where a request comes from: the peer, or with trusted proxies in front the entry of X-Forwarded-For that the
 * outermost of them wrote. Entries further left are what anybody may claim.
 * @param proxies how many trusted proxies there are
 */
export function clientAddress({ socket, headers }: IncomingMessage, proxies: number): string {
  const peer = socket.remoteAddress ?? '';
  if (proxies === 0) return peer;
  const entries = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((entry) => entry.trim());
  // Some proxies write the port as well.
  const entry = (entries.at(-proxies) ?? '')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
    .replace(/^\[([^\]]+)\](?::\d+)?$/, '$1');
  return isIP(entry) ? entry : peer;
}

/** What shares a rate limit: an IPv4 address, or the 64 bits of IPv6 that one customer has (RFC 6177). */
export function bucketOf(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(bare)) return bare;
  const [head = '', tail = ''] = bare.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const whole = bare.includes('::') ? [...left, ...Array(8 - left.length - right.length).fill('0'), ...right] : left;
  return `${whole.slice(0, 4).join(':').toLowerCase()}::/64`;
}

/** Whether a request comes from this machine itself: a proxy or tunnel on it says for whom it speaks. */
export function isLocal({ socket, headers }: IncomingMessage): boolean {
  const forOthers = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'via'].some((name) => name in headers);
  const peer = (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
  return !forOthers && isLoopback(peer);
}
