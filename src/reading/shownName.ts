import { toUnicode } from 'tr46';

/**
 * A host name as people know it: letters beyond ASCII as they are written, with the A-label that the certificate
 * carries in brackets (UTS #46).
 *
 * @example shownName('www.xn--grtnerei-hl-l8a6v.de') // 'www.gärtnerei-öhl.de (www.xn--grtnerei-hl-l8a6v.de)'
 */
export function shownName(name: string): string {
  if (!/(?:^|\.)xn--/.test(name)) return name;
  const { domain, error } = toUnicode(name);
  return error || domain === name ? name : `${domain} (${name})`;
}
