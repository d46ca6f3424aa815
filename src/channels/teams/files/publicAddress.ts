import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr, { type IPv6 } from 'ipaddr.js';
import { Refused } from '../../../delivery/deliverer.js';

/** Where a name leads: an address of the network, and its family. */
export interface Address {
  address: string;
  family: number;
}

/** Looks a name up: all addresses that it has. */
export type Resolve = (name: string) => Promise<readonly Address[]>;

/** Public by its number, and yet a machine's own platform: Azure's. */
const PLATFORMS: ReadonlySet<string> = new Set(['168.63.129.16']);
/** Only these of IPv6 are somebody's on the internet (2000::/3, RFC 4291). */
const GLOBAL = 0b001;

/** A name that leads into a network of somebody's own. */
class NotPublic extends Refused {
  override name = 'NotPublic';
}

/** The system's own way to look a name up. */
export const bySystem: Resolve = (name) => lookup(name, { all: true, verbatim: true });

/**
 * Whether an address is out on the internet: not this machine, its neighbours or its platform (which tells secrets to
 * whoever asks), and no wrapping of such a one (`::ffff:127.0.0.1`, NAT64, 6to4, Teredo).
 */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0) return false;
  const one = ipaddr.process(address);
  if (one.range() !== 'unicast') return false;
  return one.kind() === 'ipv4' ? !PLATFORMS.has(one.toString()) : (one as IPv6).parts[0]! >> 13 === GLOBAL;
}

/**
 * Looks a name up, once: whoever connects does so to the address that was looked at, and asks nobody again.
 * @throws {Refused} where any of its addresses is none of the internet's; what the look-up says
 */
export async function publicAddressOf(name: string, resolve: Resolve): Promise<Address> {
  const all = await resolve(name);
  const [first] = all;
  if (first === undefined || !all.every(({ address }) => isPublic(address)))
    throw new NotPublic('it leads to no address of the internet');
  // Not every machine has a way out by IPv6.
  return all.find(({ family }) => family === 4) ?? first;
}
