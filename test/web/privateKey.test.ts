import { holdsPrivateKey, withoutKeys, withoutPrivateKeys } from '../../src/web/chat/privateKey.js';

const marker = (what: string, name: string) => `-----${what} ${name} KEY-----`;
const pem = (name: string) => `${marker('BEGIN', name)}\nMIIEsecret\n${marker('END', name)}`;
const note = '[A private key was removed before sending]';

test.each(['PRIVATE', 'RSA PRIVATE', 'EC PRIVATE', 'ENCRYPTED PRIVATE', 'OPENSSH PRIVATE'])(
  'a %s key is taken out, the words around it stay',
  (name) => {
    expect(withoutKeys(`before ${pem(name)} after`)).toBe(`before ${note} after`);
  },
);

test('one that was cut off is taken out to the end', () => {
  expect(withoutKeys(`${marker('BEGIN', 'PRIVATE')}\nMIIEsecret`)).toBe(note);
});

test('two are both taken out, and what stands between them stays', () => {
  expect(withoutKeys(`${pem('PRIVATE')} and ${pem('EC PRIVATE')}`)).toBe(`${note} and ${note}`);
});

test.each([
  'I LOST MY PRIVATE KEY',
  'how do I back up the private key?',
  '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
])('%j holds none', (text) => {
  expect(holdsPrivateKey(text)).toBe(false);
  expect(withoutKeys(text)).toBe(text);
});

test('an activity without one is the same object; one with a key in any string has none any more', () => {
  const plain = { type: 'message', text: 'hello', from: { id: 'me' } };
  expect(withoutPrivateKeys(plain)).toBe(plain);
  expect(JSON.stringify(withoutPrivateKeys({ ...plain, value: { deep: [pem('RSA PRIVATE')] } }))).not.toContain(
    'secret',
  );
});
