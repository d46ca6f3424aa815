import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { bucketOf } from './clientAddress.js';
import { Places } from './places.js';

/** Descriptors for all that is no client: the database, PostgreSQL's pool, the log, files that are being read. */
const RESERVED = 128;
/** More than one process of ours can serve, whatever the system would allow. */
const MOST = 20_000;
/** Connections of one address, for each unit of the rate factor: an office behind one address, with six a browser. */
const OF_ADDRESS = 240;

interface Caps {
  /** Connections at a time, in all. */
  most: number;
  rateFactor: number;
  /** Trusted proxies in front: their addresses stand for all customers, so that connections aren't counted by them. */
  proxies: number;
  /** Told of each connection that found no place. */
  turnedAway(): void;
}

/** Turns connections away before a byte of them is read: above the whole cap, and above that of their address. */
export function capConnections(http: Server, { most, rateFactor, proxies, turnedAway }: Caps): void {
  http.maxConnections = most;
  http.on('drop', turnedAway);
  if (proxies > 0) return;
  const places = new Places(OF_ADDRESS * Math.max(1, rateFactor));
  http.on('connection', (socket) => {
    const leave = places.take(bucketOf(socket.remoteAddress ?? ''));
    if (leave) return void socket.once('close', leave);
    turnedAway();
    socket.destroy();
  });
}

/** How many connections this process may have: what its limit of descriptors leaves (Linux tells; elsewhere 1,024). */
export function connectionsAllowed(): number {
  return Math.min(MOST, Math.max(RESERVED, descriptorLimit() - RESERVED));
}

function descriptorLimit(): number {
  try {
    const [, limit = ''] = /^Max open files\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return limit === 'unlimited' ? Number.POSITIVE_INFINITY : Number(limit) || 1024;
  } catch {
    return 1024;
  }
}
