import { parse } from 'tldts';
import { keepsHost, type NameChange, nameChangesIn, noParts, saidEndings } from '../languages/en/changedName.js';
import { fold } from '../text/fold.js';
import { findHostNames } from './hostName.js';
import { hostNameFrom } from './hostNameRules.js';

/** A change is said in few words; longer texts are read only so far. */
const longest = 2_000;

/** A known name in its parts: `www` · `acme` · `co.uk`. */
interface Parts {
  /** The labels before the domain, `*` among them. */
  host: string[];
  /** The label that was registered. */
  domain: string;
  suffix: string;
}

/**
 * The name that a text says by how it differs from a known one: "it's .com not .co.uk", "shop instead of www", "drop
 * the www", "a star in place of the www", "under acme.org rather than acme.com". It is to be said back.
 * @param base the known name, in A-labels
 * @returns the other name, in A-labels and valid; `null` where the text says no such change, an unclear one, or more
 * than one
 */
export function derivedName(text: string, base: string): { value: string; assumed: 'derived' } | null {
  const parts = partsOfName(base);
  if (!parts) return null;
  const said = fold(text.slice(0, longest)).replace(/\s+/g, ' ');
  const changes = nameChangesIn(said);
  const readings = [
    ...endingChanged(said, parts, changes),
    ...changes.flatMap((change) => applied(change, parts, said) ?? []),
  ];
  const names = new Set(
    readings.flatMap((name) => {
      const held = hostNameFrom(name);
      return 'name' in held && held.name !== base ? [held.name] : [];
    }),
  );
  const [value] = names;
  if (names.size !== 1 || value === undefined || namesAnother(text.slice(0, longest), [base, value])) return null;
  return { value, assumed: 'derived' };
}

/** Does the text hold a whole name that is neither of the two, nor the domain of one? Then it may speak of that. */
function namesAnother(text: string, names: string[]): boolean {
  return findHostNames(text).some(
    ({ reading }) => 'value' in reading && !names.some((name) => `.${name}`.endsWith(`.${reading.value}`)),
  );
}

function partsOfName(name: string): Parts | null {
  const { domainWithoutSuffix, publicSuffix, isIcann } = parse(name.replace(/^\*\./, ''), { validateHostname: false });
  if (!domainWithoutSuffix || !publicSuffix || !isIcann) return null;
  const host = name.slice(0, Math.max(0, name.length - domainWithoutSuffix.length - publicSuffix.length - 2));
  return { host: host === '' ? [] : host.split('.'), domain: domainWithoutSuffix, suffix: publicSuffix };
}

function written({ host, domain, suffix }: Parts): string {
  return [...host, domain, suffix].join('.');
}

function isEnding(text: string): boolean {
  const { publicSuffix, isIcann } = parse(text, { validateHostname: false });
  return isIcann === true && publicSuffix === text;
}

/** ".com these days", "it's .com not .co.uk": the one ending that is meant and is not the known name's. */
function endingChanged(said: string, parts: Parts, changes: NameChange[]): string[] {
  const gone = changes.flatMap((change) => (change.says === 'replaced' && isEnding(change.by) ? [change.old] : []));
  const meant = saidEndings(said).filter(
    ({ ending, denied }) => !denied && isEnding(ending) && ending !== parts.suffix && !gone.includes(ending),
  );
  return meant.map(({ ending }) => written({ ...parts, suffix: ending }));
}

/** A part of the known name changed; `null` where the part is none of it, or what comes in is already there. */
function applied(change: NameChange, parts: Parts, said: string): string | null {
  const { host, domain, suffix } = parts;
  if (change.says === 'added')
    return host.includes(change.part) || isEnding(change.part) || !isLabel(change.part)
      ? null
      : written({ ...parts, host: [change.part, ...host] });
  if (change.says === 'dropped') return host[0] === change.part ? written({ ...parts, host: host.slice(1) }) : null;
  const { old, by } = change;
  if (old === suffix) return isEnding(by) ? written({ ...parts, suffix: by }) : null;
  const at = host.indexOf(old);
  if (at >= 0 && isLabel(by) && !host.includes(by) && by !== domain)
    return written({ ...parts, host: host.map((label, i) => (i === at ? by : label)) });
  if (old === domain && isLabel(by) && by !== '*' && !host.includes(by)) return written({ ...parts, domain: by });
  return domainSwapped(old, by, parts, said);
}

/** "Under acme.org rather than acme.com": the host is kept where both are domains and nothing more. */
function domainSwapped(old: string, by: string, { host, domain, suffix }: Parts, said: string): string | null {
  const known = `${domain}.${suffix}`;
  const other = partsOfName(by);
  if (!other || other.host.length > 0 || (old !== known && !(keepsHost(said) && old.endsWith(`.${known}`))))
    return null;
  return written({ ...other, host });
}

function isLabel(text: string): boolean {
  return text === '*' || (/^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u.test(text) && !noParts.has(text));
}
