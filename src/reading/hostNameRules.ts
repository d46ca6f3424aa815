import { parse } from 'tldts';
import { toASCII } from 'tr46';
import { endingsInReplies } from '../languages/en/hostNameWords.js';
import type { Problem } from './reading.js';

/** RFC 1035, section 2.3.4. */
const longestLabel = 63;
/** 255 octets less the length octet of the first label and the root (RFC 1035, section 2.3.4). */
const longestName = 253;
/** Longer than any text that could still map to a name. */
const longestTyped = 1000;
/** Kept for documentation and tests (RFC 2606): no public names, but no mistakes either. */
const reserved = new Set(['example', 'test']);
// C0 and C1 controls, and the marks that turn the direction of what follows.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const control = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const ipv6 = /^\[?(?=[^:]*:[^:]*:)[0-9a-f:]{2,39}(?:\d{1,3}(?:\.\d{1,3}){3})?(?:%\w{1,20})?\]?$/i;

export type NameRule =
  | 'name.control'
  | 'name.ip'
  | 'name.wildcard'
  | 'name.underscore'
  | 'name.empty-label'
  | 'name.hyphen'
  | 'name.label-too-long'
  | 'name.too-long'
  | 'name.characters'
  | 'name.idn'
  | 'name.single-label'
  | 'name.public-suffix'
  | 'name.not-public';

/**
 * Holds one typed name against the rules for the common name of a server certificate: a host name per RFC 1123,
 * public, in A-label form (UTS #46, non-transitional), `*` only as the whole left-most label.
 * @returns the name in lower case and A-labels, or the first rule it breaks
 */
export function hostNameFrom(typed: string): { name: string } | { rule: NameRule } {
  if (control.test(typed)) return { rule: 'name.control' };
  if (typed.length > longestTyped) return { rule: 'name.too-long' };
  if (isAddress(typed)) return { rule: 'name.ip' };
  const wild = typed.startsWith('*.');
  const bare = (wild ? typed.slice(2) : typed).replace(/[.。．｡]$/, '');
  if (bare.includes('*')) return { rule: 'name.wildcard' };
  if (bare.includes('_')) return { rule: 'name.underscore' };
  const ascii = inALabels(bare);
  if (ascii === null) return { rule: /(?:^|\.)xn--/i.test(bare) ? 'name.idn' : 'name.characters' };
  const labels = ascii.split('.');
  if (labels.includes('')) return { rule: 'name.empty-label' };
  if (labels.some((label) => label.startsWith('-') || label.endsWith('-'))) return { rule: 'name.hyphen' };
  if (labels.some((label) => label.length > longestLabel)) return { rule: 'name.label-too-long' };
  const name = wild ? `*.${ascii}` : ascii;
  if (name.length > longestName) return { rule: 'name.too-long' };
  if (isAddress(ascii)) return { rule: 'name.ip' };
  return ofPublicKind(name, ascii, labels);
}

function ofPublicKind(name: string, ascii: string, labels: string[]): { name: string } | { rule: NameRule } {
  const last = labels.at(-1) ?? '';
  const { publicSuffix, isIcann } = parse(ascii, { validateHostname: false });
  if (isIcann && publicSuffix === ascii && !(labels.length === 1 && endingsInReplies.has(ascii)))
    return { rule: 'name.public-suffix' };
  if (labels.length === 1) return { rule: 'name.single-label' };
  if (!isIcann && !reserved.has(last)) return { rule: 'name.not-public' };
  return { name };
}

/** Is it an IP address (v4 in dotted figures, or v6)? */
export function isAddress(typed: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(typed) || ipv6.test(typed);
}

function inALabels(bare: string): string | null {
  if (/^[\x20-\x7e]*$/.test(bare) && !/(?:^|\.)xn--/i.test(bare))
    return /^[a-z0-9.-]*$/i.test(bare) ? bare.toLowerCase() : null;
  return toASCII(bare, {
    checkBidi: true,
    checkHyphens: false,
    checkJoiners: true,
    useSTD3ASCIIRules: true,
    transitionalProcessing: false,
    verifyDNSLength: false,
  });
}

/** Does the last label stand in the root zone (or is kept for documentation)? */
export function hasKnownEnding(typed: string): boolean {
  const last = typed.slice(typed.lastIndexOf('.') + 1).toLowerCase();
  return (
    last !== '' &&
    last.length <= longestLabel &&
    (reserved.has(last) || parse(`a.${last}`, { validateHostname: false }).isIcann === true)
  );
}

/**
 * The problem of a broken rule, with the name as it may be shown: signs that mean something in Markdown or turn the
 * text around are left out.
 */
export function nameProblem(reason: string, typed: string): Problem {
  const shown = typed.slice(0, 80).replace(/[^\p{L}\p{M}\p{N}.@:-]/gu, '');
  return { reason, about: { name: typed.length > 80 ? `${shown}…` : shown } };
}
