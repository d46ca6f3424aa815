import { holdsPrivateKey, removedFrom, withoutKeys, withoutPrivateKeys } from '../../src/web/chat/privateKey.js';
import { keys } from '../certificates/keys.js';

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

test('what the service takes out the page takes out as well: a key without its armour, a JSON Web Key, a password', () => {
  const bare = keys[0]!.body.replace(/(.{40})/g, '$1 ');
  expect(withoutKeys(`it is ${bare} ok`)).toBe(`it is ${note} ok`);
  expect(withoutKeys(JSON.stringify({ kty: 'oct', k: 'GawgguFyGrWKav7AX4VKUg' }))).toBe(`{"kty":"oct","k":"${note}"}`);
  expect(withoutKeys('the password is hunter2')).toBe('the password is [A password was removed before sending]');
});

test.each([
  ['a key', pem('RSA PRIVATE'), 'private key'],
  ['a password', 'pw=hunter2', 'password'],
])('the customer is told what was taken out: %s', (_, text, told) =>
  expect(removedFrom(withoutPrivateKeys({ type: 'message', text, from: { id: 'me' } }))).toContain(`like a ${told}`),
);

test('a password may be pasted, it goes when it is sent; a key may not', () => {
  expect(holdsPrivateKey('pw=hunter2')).toBe(false);
  expect(holdsPrivateKey(keys[0]!.body)).toBe(true);
});
