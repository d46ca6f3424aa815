import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A private key in one of the forms it is kept in, and the base64 of which nothing may be left. */
export interface GivenKey {
  name: string;
  pem: string;
  body: string;
}

const pair = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey,
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  p521: generateKeyPairSync('ec', { namedCurve: 'secp521r1' }).privateKey,
  ed25519: generateKeyPairSync('ed25519').privateKey,
  x25519: generateKeyPairSync('x25519').privateKey,
  dsa: generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).privateKey,
};

const given = (name: string, pem: string): GivenKey => {
  const lines = pem.trim().split('\n');
  return { name, pem, body: lines.filter((line) => !/^-|:/.test(line)).join('') };
};
const exported = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1', secret?: string) =>
  key
    .export({ type: type as 'pkcs8', format: 'pem', ...(secret ? { cipher: 'aes-256-cbc', passphrase: secret } : {}) })
    .toString();

/** Made once: keys of several kinds in several forms. */
export const keys: GivenKey[] = [
  given('RSA, PKCS #8', exported(pair.rsa, 'pkcs8')),
  given('RSA, PKCS #1', exported(pair.rsa, 'pkcs1')),
  given('RSA, PKCS #1 with DEK-Info', exported(pair.rsa, 'pkcs1', 'canary')),
  given('RSA, PKCS #8 encrypted', exported(pair.rsa, 'pkcs8', 'canary')),
  given('EC, PKCS #8', exported(pair.ec, 'pkcs8')),
  given('EC, SEC 1', exported(pair.ec, 'sec1')),
  given('EC P-521, SEC 1', exported(pair.p521, 'sec1')),
  given('EC, PKCS #8 encrypted', exported(pair.ec, 'pkcs8', 'canary')),
  given('Ed25519', exported(pair.ed25519, 'pkcs8')),
  given('X25519', exported(pair.x25519, 'pkcs8')),
  given('DSA', exported(pair.dsa, 'pkcs8')),
];

/** Keys whose DER says what they are, so that they are known without armour. */
export const plainKeys = keys.filter(({ name }) => !name.includes('DEK-Info'));

const wrapped = (text: string, length: number) => text.replace(new RegExp(`(.{${length}})`, 'g'), '$1\n').trim();

/** Bytes that look random and are the same each time. */
export function noise(length: number, seed: string): Buffer {
  const parts: Buffer[] = [];
  for (let i = 0; i * 32 < length; i += 1) parts.push(createHash('sha256').update(`${seed} ${i}`).digest());
  return Buffer.concat(parts).subarray(0, length);
}

const opensshBody = Buffer.concat([Buffer.from('openssh-key-v1\0'), noise(380, 'ssh')]).toString('base64');
const other = (length: number, seed: string) => noise(length, seed).toString('base64');

/** Forms that other programs write. */
export const foreignKeys: GivenKey[] = [
  {
    name: 'OpenSSH',
    body: opensshBody,
    pem: `-----BEGIN OPENSSH PRIVATE KEY-----\n${wrapped(opensshBody, 70)}\n-----END OPENSSH PRIVATE KEY-----\n`,
  },
  {
    name: 'SSH2',
    body: other(400, 'ssh2'),
    pem: `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: "2048-bit rsa"\n${wrapped(other(400, 'ssh2'), 70)}\n---- END SSH2 ENCRYPTED PRIVATE KEY ----\n`,
  },
  {
    name: 'PGP',
    body: other(600, 'pgp'),
    pem: `-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\n${wrapped(other(600, 'pgp'), 64)}\n=aB3d\n-----END PGP PRIVATE KEY BLOCK-----\n`,
  },
  {
    name: 'PuTTY',
    body: other(300, 'putty'),
    pem: `PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nComment: mine\nPublic-Lines: 2\n${wrapped(other(90, 'pub'), 64)}\nPrivate-Lines: 7\n${wrapped(other(300, 'putty'), 64)}\nPrivate-MAC: ${'0a1b'.repeat(10)}\n`,
  },
];

/** SEQUENCE in SEQUENCE, as a certificate and a request open, and noise for the rest. */
function sequences(length: number, seed: string): string {
  const header = (size: number) => Buffer.from([0x30, 0x82, size >> 8, size & 255]);
  return Buffer.concat([
    header(length + 4),
    header(length),
    Buffer.from([2, 1, 0, 0x30, 0x81, 0x85, 0x31]),
    noise(length - 7, seed),
  ]).toString('base64');
}

/** What no private key is, in PEM: public keys, a certificate, requests. */
export const publicPems: string[] = [
  createPublicKey(pair.rsa).export({ type: 'spki', format: 'pem' }).toString(),
  createPublicKey(pair.ec).export({ type: 'spki', format: 'pem' }).toString(),
  `-----BEGIN CERTIFICATE-----\n${wrapped(sequences(900, 'certificate'), 64)}\n-----END CERTIFICATE-----\n`,
  `-----BEGIN CERTIFICATE REQUEST-----\n${wrapped(sequences(700, 'request'), 64)}\n-----END CERTIFICATE REQUEST-----\n`,
  `-----BEGIN NEW CERTIFICATE REQUEST-----\n${wrapped(sequences(500, 'new'), 64)}\n-----END NEW CERTIFICATE REQUEST-----\n`,
];

/** A PFX's outer shell: SEQUENCE, INTEGER 3, SEQUENCE of PKCS #7 data. */
export const pfx = Buffer.concat([
  Buffer.from('30820400020103308203fa06092a864886f70d010701a08203eb', 'hex'),
  noise(998, 'pfx'),
]).toString('base64');
