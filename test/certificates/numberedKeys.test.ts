import { TAKEN_OUT, takeOutSecrets } from '../../src/certificates/secrets.js';
import { keys, noise, plainKeys, publicPems } from './keys.js';
import { numberedKeys, numberedManglings, pgpFiles } from './numberedKeys.js';

/** Letters and digits of a text, so that neither colons nor line breaks hide a number. */
const run = (text: string) => text.replace(/[^A-Za-z0-9]/g, '');
const half = (secret: string) => run(secret).slice(4, 24);

test.each(
  numberedKeys.flatMap(({ name, text, secrets, open }) =>
    Object.entries(numberedManglings).map(([mangling, mangle]) => ({
      name,
      mangling,
      text: mangle(text),
      secrets,
      open,
    })),
  ),
)('no secret number is left of $name, $mangling', ({ text, secrets, open, mangling }) => {
  const { text: rest, found } = takeOutSecrets(`here it is:\n${text}\nno backup`);
  for (const secret of secrets) expect(run(rest)).not.toContain(half(secret));
  expect(found).toEqual(['private-key']);
  expect(rest).toMatch(/^here it is:.*no backup$/s);
  if (open && mangling === 'as it is') expect(rest).toContain(open);
});

const listed: Record<string, (bytes: Buffer) => string> = {
  '0x and commas': (bytes) => [...bytes].map((byte) => `0x${byte.toString(16).padStart(2, '0')}`).join(', '),
  '0x of one digit too': (bytes) => [...bytes].map((byte) => `0x${byte.toString(16)}`).join(','),
  'a C array in lines': (bytes) =>
    `{\n${[...bytes].map((byte, i) => `${i % 12 === 0 ? '\n        ' : ' '}0x${byte.toString(16).padStart(2, '0')}`).join(',')}\n}`,
  'decimal numbers': (bytes) => `[${[...bytes].join(', ')}]`,
  'decimal numbers without spaces': (bytes) => [...bytes].join(','),
  'Java’s bytes': (bytes) => [...new Int8Array(bytes)].join(', '),
  xxd: (bytes) => dump(bytes, 4, (offset) => `${offset}: `),
  'hexdump -C': (bytes) => dump(bytes, 2, (offset) => `${offset}  `),
  'capitals and spaces': (bytes) => bytes.toString('hex').toUpperCase().replace(/../g, '$& ').trim(),
};

function dump(bytes: Buffer, digits: number, head: (offset: string) => string): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const line = bytes.subarray(at, at + 16);
    const shown = line.toString('latin1').replace(/[^ -~]/g, '.');
    const written = line.toString('hex').replace(new RegExp(`.{1,${digits}}`, 'g'), '$& ');
    lines.push(`${head(at.toString(16).padStart(8, '0'))}${written} ${digits === 2 ? `|${shown}|` : shown}`);
  }
  return lines.join('\n');
}

test.each(
  plainKeys.flatMap(({ name, body }) =>
    Object.entries(listed).map(([form, list]) => ({ name, form, text: list(Buffer.from(body, 'base64')) })),
  ),
)('a list of bytes of $name goes: $form', ({ text }) => {
  const { text: rest, found } = takeOutSecrets(`the bytes are\n${text}\nno backup`);
  expect(found).toEqual(['private-key']);
  expect(rest).toMatch(/^the bytes are\n.{0,20}\[secret removed\].{0,40}\nno backup$/s);
});

test.each(Object.entries(listed))('a list of bytes of what is public stays: %s', (_, list) => {
  for (const pem of publicPems) {
    const text = list(Buffer.from(pem.replace(/-.*-\n/g, ''), 'base64'));
    expect(takeOutSecrets(text)).toEqual({ text, found: [] });
  }
});

test('a list of bytes of a PEM file goes', () =>
  expect(takeOutSecrets([...Buffer.from(keys[0]!.pem)].join(', '))).toEqual({
    text: TAKEN_OUT,
    found: ['private-key'],
  }));

test.each(pgpFiles)('a secret key of OpenPGP goes, as a file and in base64: %#', (file) => {
  expect(takeOutSecrets(file.toString('latin1'))).toEqual({ text: TAKEN_OUT, found: ['private-key'] });
  expect(takeOutSecrets(`mine: ${file.toString('base64')}`)).toEqual({
    text: `mine: ${TAKEN_OUT}`,
    found: ['private-key'],
  });
  const open = Buffer.from(file);
  // A public key's tag, 6 in place of 5.
  open[0] = file[0]! < 0xc0 ? file[0]! + 4 : 0xc6;
  expect(takeOutSecrets(open.toString('base64')).found).toEqual([]);
});

describe('lines of a key with words around them', () => {
  const lines = keys[0]!.pem.trim().split('\n');
  test.each([
    `the middle of it is\n${lines[3]}\n${lines[4]}\nis that all right?`,
    `line 4:\n${lines[4]}\nthanks`,
    `line 4 of the key is ${lines[4]}, what is wrong with it?`,
    `> I only send a part\n> ${lines[5]}\n> ${lines[6]}\n> cheers`,
  ])('%j loses them', (text) => {
    const { text: rest, found } = takeOutSecrets(text);
    expect(found).toEqual(['private-key-part']);
    for (const line of lines.slice(1, -1)) expect(rest).not.toContain(line.slice(0, 20));
    expect(rest).toContain(text.trim().split(/\s/).at(-1));
  });
  test.each([
    `the token is\n${lines[4]}\nthanks`,
    `the certificate's fingerprint:\n${noise(48, 'sha384').toString('base64')}`,
    ...publicPems.map((pem) => `here is our request:\n${pem}\nthanks`),
    ...publicPems.map((pem) => `here is our request:\n${pem.replace(/-.*-\n/g, '')}\nthanks`),
    `my key for SSH is ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${noise(32, 'ssh public').toString('base64').slice(0, 43)} me@host`,
    `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${noise(300, 'pgp')
      .toString('base64')
      .replace(/(.{64})/g, '$1\n')}\n-----END PGP PUBLIC KEY BLOCK-----`,
  ])('%j stays', (text) => expect(takeOutSecrets(text)).toEqual({ text, found: [] }));
});

test.each([
  '{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc","e":"AQAB"}',
  '{"d":"2026-05-03","k":"a-very-long-name-of-something"}',
  'modulus:\n    00:b1:22:aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66',
  'serial: 00:b1:22:aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66, what is that?',
  'SHA256 Fingerprint=9F:86:D0:81:88:4C:7D:65:9A:2F:EA:A0:C5:5A:D0:15:A3:BF:4F:1B:2B:0B:82:2C:D1:5D:6C:15:B0:F0:0A:08',
  `PublicKey = ${noise(32, 'wg').toString('base64')}`,
  'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
  'AGE-SECRET-KEY-1… is how it begins',
  'the private key: I lost it',
  'private key = lost',
  '<RSAKeyValue><Modulus>sRkYkqPzXyOaBcDeFgHiJk0123456789==</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>',
  'the orders are 10, 20, 30, 40, 48, 130, 4, 189, 2, 1, 0, 48, 13, 6, 9, 42',
  `${Array.from({ length: 60 }, (_, i) => i + 1).join(', ')} are all the numbers`,
])('%j stays', (text) => expect(takeOutSecrets(text)).toEqual({ text, found: [] }));
