import { existsSync } from 'node:fs';

/** How sslmode may be written, and what it comes to. */
export const SSL_MODES = {
  disable: 'not encrypted',
  require: 'encrypted, the certificate checked',
  'verify-full': 'encrypted, the certificate checked',
  'verify-ca': 'encrypted, the certificate checked but for its name',
  'no-verify': 'encrypted, to whomever',
} as const;

/** Parameters of the address that name a file. */
const FILES = ['sslrootcert', 'sslcert', 'sslkey'];

/** What can be wrong with an address, each with its remedy; the first that fits is told. None repeats a password. */
const faults: { when(text: string): boolean; say(text: string): string }[] = [
  {
    when: (text) => !/^postgres(?:ql)?:\/\//i.test(text),
    say: () => 'must be an address that begins with postgres:// or postgresql://',
  },
  {
    when: (text) => / |%(?![0-9a-f]{2})/i.test(text),
    say: () => 'has a space or a lone % in it; write a space as %20 and a % as %25',
  },
  {
    when: endsEarly,
    say: () =>
      'is cut short by a sign in the user or the password; write # as %23, / as %2F, ? as %3F, : as %3A, @ as %40',
  },
  {
    when: (text) => !decodes(text),
    say: () => 'has %-signs that are no text in UTF-8; write a % that is meant as such as %25',
  },
  {
    when: (text) => ['prefer', 'allow'].includes(sslModeOf(text) ?? ''),
    say: (text) =>
      `sslmode=${sslModeOf(text)} would go without encryption where it must; write sslmode=verify-full, or sslmode=disable where the way is private`,
  },
  {
    when: (text) => !Object.hasOwn(SSL_MODES, sslModeOf(text) ?? 'disable'),
    say: () => `sslmode must be one of ${Object.keys(SSL_MODES).join(', ')}`,
  },
  {
    when: (text) => sslModeOf(text) === 'verify-ca' && !new URL(text).searchParams.has('sslrootcert'),
    say: () => 'sslmode=verify-ca needs sslrootcert=FILE, the authority that signs; or write sslmode=verify-full',
  },
  {
    when: (text) => missingFile(text) !== undefined,
    say: (text) => `${missingFile(text)} names a file that isn't there`,
  },
];

/** Why PostgreSQL can't be reached by an address as it is written, with what to write instead; null: nothing is wrong. */
export function faultOfAddress(text: string): string | null {
  return faults.find(({ when }) => when(text))?.say(text) ?? null;
}

/** A sign that ends the part before the host leaves the rest of it, with its @, behind the host. */
function endsEarly(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const { pathname, search, hash } = new URL(text);
  return hash !== '' || pathname.includes('@') || search.includes('@');
}

function decodes(text: string): boolean {
  const { username, password, pathname } = new URL(text);
  try {
    for (const part of [username, password, pathname]) decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

function sslModeOf(text: string): string | undefined {
  return new URL(text).searchParams.get('sslmode') ?? undefined;
}

function missingFile(text: string): string | undefined {
  const { searchParams } = new URL(text);
  return FILES.find((name) => searchParams.has(name) && !existsSync(searchParams.get(name)!));
}
