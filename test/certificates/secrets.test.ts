import fc from 'fast-check';
import { TAKEN_OUT, takeOutSecrets } from '../../src/certificates/secrets.js';
import { foreignKeys, keys, noise, pfx, plainKeys, publicPems } from './keys.js';
import { bareManglings, left, manglings } from './manglings.js';

const armoured = [...keys, ...foreignKeys];
const said = fc.constantFrom(
  'please',
  'look',
  'at',
  'this',
  'my',
  'server',
  'says',
  'no',
  'backup,',
  'IIS 5',
  'since 3 May.',
  'www.example.com',
  'é',
  '\n',
  '“it”',
);
const words = fc.array(said, { maxLength: 8 }).map((all) => all.join(' '));

test.each(
  armoured.flatMap(({ name, pem, body }) =>
    Object.entries(manglings).map(([mangling, mangle]) => ({ name, mangling, mangled: mangle(pem), body })),
  ),
)('nothing is left of $name, $mangling', ({ mangled, body }) => {
  const { text, found } = takeOutSecrets(`Here it is:\n${mangled}`);
  expect(left(text, body)).toBeNull();
  expect(found).toEqual(['private-key']);
  expect(text.startsWith('Here it is:')).toBe(true);
});

test.each(
  plainKeys.flatMap(({ name, body }) =>
    Object.entries(bareManglings).map(([mangling, mangle]) => ({ name, mangling, mangled: mangle(body), body })),
  ),
)('nothing is left of the body of $name, $mangling', ({ mangled, body }) => {
  const { text, found } = takeOutSecrets(`this one: ${mangled}\nno backup of it`);
  expect(left(text, body)).toBeNull();
  expect(found).toEqual(['private-key']);
  expect(text).toMatch(/^this one: .*no backup of it$/s);
});

test('the words around a key stay', () => {
  for (const { pem } of keys)
    expect(takeOutSecrets(`found it:\n${pem}thanks, no backup`).text).toBe(
      `found it:\n${TAKEN_OUT}\nthanks, no backup`,
    );
  for (const { pem } of keys.filter(({ name }) => !name.includes('DEK'))) {
    const spaced = pem.replaceAll('\n', ' ');
    expect(takeOutSecrets(`found it: ${spaced}thanks, no backup`).text).toBe(
      `found it: ${TAKEN_OUT} thanks, no backup`,
    );
  }
});

test('several keys in one text all go, and what stands between them stays', () => {
  const text = `one\n${keys[0]!.pem}two ${keys[5]!.body} three\n${foreignKeys[0]!.pem}four`;
  expect(takeOutSecrets(text).text).toBe(`one\n${TAKEN_OUT}\ntwo ${TAKEN_OUT} three\n${TAKEN_OUT}\nfour`);
});

test('a certificate beside its key stays whole', () => {
  for (const pem of publicPems) {
    const { text } = takeOutSecrets(`${keys[1]!.pem}${pem}${keys[4]!.pem}`);
    expect(text).toBe(`${TAKEN_OUT}\n${pem}${TAKEN_OUT}\n`);
  }
});

test.each([
  pfx,
  pfx.replace(/(.{64})/g, '$1\n'),
  Buffer.from(`\u00fe\u00ed\u00fe\u00ed\0\0\0\u0002${noise(300, 'jks').toString('latin1')}`, 'latin1').toString(
    'base64',
  ),
])('a store of keys goes: %#', (store) =>
  expect(takeOutSecrets(`here: ${store}`)).toEqual({ text: `here: ${TAKEN_OUT}`, found: ['key-store'] }),
);

test('bytes that spell a password by chance are no talk of one', () => {
  const bytes = Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 37) % 256)).toString('latin1');
  expect(takeOutSecrets(`${bytes} pw=Zx9!k ${bytes}`).found).toEqual([]);
  expect(takeOutSecrets('pw: \u0093Zx9!k44\u0094').found).toEqual(['password']);
  expect(takeOutSecrets('\u0007 pw=Zx9!k, the key is lost and we have no copy of it').found).toEqual(['password']);
});

test('a file of DER goes, read as Latin-1', () => {
  for (const { body } of plainKeys)
    expect(takeOutSecrets(Buffer.from(body, 'base64').toString('latin1'))).toEqual({
      text: TAKEN_OUT,
      found: ['private-key'],
    });
  expect(takeOutSecrets(Buffer.from(pfx, 'base64').toString('latin1')).found).toEqual(['key-store']);
  // Random bytes look like something said by chance, once in some thousand files.
  const kept = publicPems.filter((pem) => {
    const bytes = Buffer.from(pem.replace(/-.*-\n/g, ''), 'base64');
    return takeOutSecrets(bytes.toString('latin1')).found.length === 0;
  });
  expect(kept.length).toBeGreaterThanOrEqual(publicPems.length - 1);
});

test.each([
  '-----BEGIN PRIVATE KEY-----\nMIIE',
  '-----BEGIN RSA PRIVATE KEY-----',
  'here it is: -----BEGIN ENCRYPTED PRIVATE KEY----- MIIE…',
  '-----BEGIN EC PRIVATE KEY-----',
  '-----BEGIN OPENSSH PRIVATE KEY-----',
  '--- begin rsa private key ---',
  'BEGIN PRIVATE KEY',
  '> -----BEGIN PRIVATE KEY-----',
  '-----END RSA PRIVATE KEY-----',
  'PuTTY-User-Key-File-2: ssh-rsa',
])('%j is a private key’s beginning or end', (text) => expect(takeOutSecrets(text).found).toEqual(['private-key']));

test.each([
  'I lost my private key',
  '-- my private key is lost --',
  'the line says BEGIN PRIVATE KEY, is that the key?',
  'is it the line "-----BEGIN PRIVATE KEY-----", and what about "-----END PRIVATE KEY-----"?',
  'where do I begin? The private key is gone since the end of May',
  "I won't send private keys to anyone",
  '- begin with the private key',
  'PuTTY user key files are what I have',
  '-----BEGIN CERTIFICATE-----',
  '-----BEGIN CERTIFICATE REQUEST-----',
  '-----BEGIN PUBLIC KEY-----',
  TAKEN_OUT,
  `begin ${TAKEN_OUT} private key`,
  'sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'serial 3082047A0201003082AABBCCDDEEFF00112233445566778899AABBCCDDEEFF001122334455667788',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSIsImV4cCI6MTc2NDAwMDAwMH0.3q2-7wAbCdEfGhIjKlMnOpQrStUvWxYz0123456789A',
  '50 % off & more <b>bold</b> C:\\new\\table',
  `data:image/png;base64,${Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), noise(3000, 'picture')]).toString('base64')}`,
  noise(3000, 'token').toString('base64'),
  ...publicPems,
  ...publicPems.map((pem) => pem.replaceAll('\n', ' ')),
  ...publicPems.map((pem) => Buffer.from(pem).toString('base64')),
  ...publicPems.map((pem) => pem.replace(/-.*-\n/g, '')),
])('%j stays', (text) => expect(takeOutSecrets(text)).toEqual({ text, found: [] }));

describe('a key typed line by line', () => {
  const lines = keys[0]!.pem.trim().split('\n');
  test('each line goes but the short last one', () => {
    for (const line of lines.filter(({ length }) => length >= 56)) expect(takeOutSecrets(line).text).toBe(TAKEN_OUT);
    expect(takeOutSecrets(lines[0]!).found).toEqual(['private-key']);
    expect(takeOutSecrets(lines[2]!).found).toEqual(['private-key-part']);
  });
  test('several of its lines in one message go', () =>
    expect(takeOutSecrets(lines.slice(3, 7).join('\n'))).toEqual({ text: TAKEN_OUT, found: ['private-key-part'] }));
  test('so does a quoted one', () => expect(takeOutSecrets(`> ${lines[3]}`).found).toEqual(['private-key-part']));
  test('the same line in a sentence stays: it may be a token', () =>
    expect(takeOutSecrets(`the order's token is ${lines[3]}`).found).toEqual([]));
  test('the first line of a certificate or request stays, and so does a picture’s', () => {
    for (const pem of publicPems) expect(takeOutSecrets(pem.split('\n')[1]!).found).toEqual([]);
    expect(takeOutSecrets(`iVBORw0KGgo${noise(39, 'png').toString('base64')}`).found).toEqual([]);
  });
  test.each([
    'www.a-very-long-name-of-a-host-that-somebody-gave-to-a-server1.example.com',
    'ABCDEFabcdef0123456789'.repeat(3),
    noise(32, 'hash').toString('base64'),
    noise(32, 'hash').toString('hex'),
    noise(64, 'hash').toString('base64'),
    'x'.repeat(64),
  ])('%j stays', (text) => expect(takeOutSecrets(text).found).toEqual([]));
});

test('of any key in any state among any words nothing is left, and a second time takes nothing more', () => {
  const state = fc.constantFrom(...Object.values(manglings));
  fc.assert(
    fc.property(fc.constantFrom(...armoured), state, words, words, ({ pem, body }, mangle, before, after) => {
      const { text } = takeOutSecrets(`${before}\n${mangle(pem)}\n${after}`);
      expect(left(text, body)).toBeNull();
      expect(takeOutSecrets(text)).toEqual({ text, found: [] });
    }),
    { numRuns: 400 },
  );
});

test('two things that befall a key in a row hide it no better', () => {
  const names = [
    'line breaks turned into spaces',
    'escapes of JSON',
    'HTML entities',
    'quoted in an e-mail',
    'en dashes',
    'invisible signs in the words',
    'small letters',
  ];
  const state = fc.constantFrom(...names.map((name) => manglings[name]!));
  fc.assert(
    fc.property(fc.constantFrom(...armoured), state, state, ({ pem, body }, first, second) => {
      expect(left(takeOutSecrets(second(first(pem))).text, body)).toBeNull();
    }),
    { numRuns: 300 },
  );
});

test('texts without a secret come back as they were', () => {
  fc.assert(
    fc.property(
      fc.oneof(words, fc.string({ unit: 'binary', maxLength: 300 }), fc.base64String({ maxLength: 50 })),
      (text) => {
        expect(takeOutSecrets(text)).toEqual({ text, found: [] });
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  '-',
  '—',
  'BEGIN ',
  'BEGIN PRIVATE KEY ',
  'END PRIVATE KEY ',
  '-----BEGIN PRIVATE KEY-----\n',
  '-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----',
  'PRIVATE KEY',
  'M',
  'MIIE',
  'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC',
  'LS0tLS1CRUdJTi',
  'aB3+',
  '\\',
  '%25',
  '&amp;',
  '<br ',
  '0a ',
  '12. ',
  '=',
  '\u200b',
  'PuTTY-User-Key-File-2:',
  TAKEN_OUT,
])('a hundred thousand signs of %j are looked through to the end', (piece) => {
  const { text } = takeOutSecrets(piece.repeat(Math.ceil(100_000 / piece.length)));
  expect(takeOutSecrets(text).found).toEqual([]);
});
