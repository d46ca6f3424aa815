import { isIP } from 'node:net';

/**
 * Whether a request's `Host` may be served. A page of somebody else's that had its name pointed at this machine (DNS
 * rebinding) would speak to us as if it were our own page. Only names of the public DNS can be pointed so: addresses
 * and names without a dot are taken, proxies and probes use them.
 * @param host the header, such as `chat.example.com:443` @param publicName the host name of our public address
 */
export function hostIsOurs(host: string | undefined, publicName: string): boolean {
  const name = nameIn(host ?? '');
  if (name === null) return false;
  return name === publicName || isIP(name) !== 0 || !name.includes('.') || name.endsWith('.localhost');
}

/** RFC 9110, section 7.2: a name or address, and a port; null for what is neither. */
function nameIn(host: string): string | null {
  const [, address, name] = /^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::\d{1,5})?$/i.exec(host) ?? [];
  return address ?? name?.toLowerCase().replace(/\.$/, '') ?? null;
}
