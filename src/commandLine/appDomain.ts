import { domainToASCII } from 'node:url';
import { parse } from 'tldts';
import { UsageError } from '../failure.js';

/** What a domain may look like and is none that Teams could reach: how it is known, and what to do about it. */
const faults: [is: RegExp | ((given: string) => boolean), say: (given: string) => string][] = [
  [/^$/, () => 'is empty'],
  [/^[a-z][a-z\d+.-]*:\/\//i, () => 'has a scheme: leave it out, Teams speaks https to it anyway'],
  [/[/?#\\]/, () => 'has a path: leave out what follows the host name'],
  [/@/, () => 'looks like an e-mail address'],
  [/\*/, () => 'has a wildcard: name the one host'],
  // What ends in a number, or stands in brackets, is an address to every browser (WHATWG URL, 3.5).
  [/^\[|^[^.]*:.*:|(?:^|\.)(?:\d+|0x[\da-f]*)\.?(?::\d*)?$/i, () => 'is an address: Teams wants a host name'],
  [/:/, () => 'has a port: leave it out'],
  [/\P{ASCII}/u, (given) => `is written in letters of its own: write ${domainToASCII(given) || 'its xn-- form'}`],
  [/\.$/, () => 'ends in a dot: leave it out'],
  [/^(?:[^.]*|.*\.(?:localhost|local))$/i, () => 'is a name of this machine or network: Teams must reach it'],
  [
    (given) => given.length > 253 || !given.split('.').every((label) => /^(?!-)[a-z\d-]{1,63}(?<!-)$/i.test(label)),
    () => 'is no host name',
  ],
  [(given) => parse(given).domain === null, () => 'is an ending that many share: put your own name before it'],
];

/**
 * The host name at which Teams finds the service, in lower case.
 * @throws {UsageError} for what is no public host name alone, saying what is wrong with it
 */
export function readAppDomain(given: string): string {
  const fault = faults.find(([is]) => (typeof is === 'function' ? is(given) : is.test(given)));
  if (fault)
    throw new UsageError(
      `--domain takes a host name alone, such as chat.example.com; ${JSON.stringify(given)} ${fault[1](given)}.`,
    );
  return given.toLowerCase();
}
