import { holdsPrivateKey } from '../../src/certificates/privateKey.js';

test.each([
  '-----BEGIN PRIVATE KEY-----\nMIIE',
  '-----BEGIN RSA PRIVATE KEY-----',
  'here it is: -----BEGIN ENCRYPTED PRIVATE KEY----- MIIE…',
  '-----BEGIN EC PRIVATE KEY-----',
  '-----BEGIN OPENSSH PRIVATE KEY-----',
  '--- begin rsa private key ---',
  'PuTTY-User-Key-File-2: ssh-rsa',
])('%j is a private key', (text) => expect(holdsPrivateKey(text)).toBe(true));

test.each([
  'I lost my private key',
  '-----BEGIN CERTIFICATE-----',
  '-----BEGIN CERTIFICATE REQUEST-----',
  '-----BEGIN PUBLIC KEY-----',
  '- begin with the private key',
])('%j is none', (text) => expect(holdsPrivateKey(text)).toBe(false));

test('ten thousand dashes are looked through at once', () => expect(holdsPrivateKey('-'.repeat(10_000))).toBe(false));
