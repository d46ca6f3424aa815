import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { noise } from './keys.js';

/** A key written number by number, the numbers of which nothing may be left, and what is public of it. */
export interface NumberedKey {
  name: string;
  text: string;
  secrets: string[];
  /** Stays where it stands apart. */
  open?: string;
}

const jwk = (key: { export(options: { format: 'jwk' }): JsonWebKey }) => key.export({ format: 'jwk' });
const rsa = jwk(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey);
const ec = jwk(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
const okp = jwk(generateKeyPairSync('ed25519').privateKey);
const oct = { kty: 'oct', k: noise(32, 'oct').toString('base64url'), alg: 'HS256' };

const bytesOf = (value: string | undefined) => Buffer.from(value!, 'base64url');
const colons = (value: string | undefined) =>
  (bytesOf(value).toString('hex').match(/../g) ?? [])
    .map((pair, i) => `${i % 15 === 0 ? '\n    ' : ''}${pair}`)
    .join(':')
    .replaceAll(':\n', ':\n');
const plain = (value: string | undefined) => bytesOf(value).toString('base64');
const rsaSecrets = [rsa.d, rsa.p, rsa.q, rsa.dp, rsa.dq, rsa.qi];
const hexes = (values: (string | undefined)[]) => values.map((value) => bytesOf(value).toString('hex'));
const base64s = (values: (string | undefined)[]) => values.map(plain);

const pgpBody = (packet: number[], body: Buffer) => Buffer.concat([Buffer.from(packet), body]);
const rsaPacket = Buffer.concat([
  Buffer.from([4, 0x5e, 0x0b, 0xe1, 0x00, 1, 0x04, 0x00, 0x80 | 0x45]),
  noise(127, 'n'),
  Buffer.from([0, 17, 1, 0, 1, 0]),
  noise(240, 'pgp secret'),
]);
const eddsaPacket = Buffer.concat([
  Buffer.from([4, 0x5e, 0x0b, 0xe1, 0x00, 22, 9, 0x2b, 6, 1, 4, 1, 0xda, 0x47, 0x0f, 1, 1, 7, 0x40]),
  noise(32, 'q'),
  Buffer.from([0, 1, 0]),
  noise(32, 'pgp eddsa'),
]);
/** OpenPGP's secret keys as gpg writes them to a file: old and new headers, RSA and EdDSA. */
export const pgpFiles: Buffer[] = [
  pgpBody([0x95, rsaPacket.length >> 8, rsaPacket.length & 255], rsaPacket),
  pgpBody([0xc5, 192 + ((rsaPacket.length - 192) >> 8), (rsaPacket.length - 192) & 255], rsaPacket),
  pgpBody([0x94, eddsaPacket.length], eddsaPacket),
  pgpBody([0xc5, eddsaPacket.length], eddsaPacket),
];

export const numberedKeys: NumberedKey[] = [
  { name: 'JWK, RSA', text: JSON.stringify(rsa), secrets: rsaSecrets.map(String), open: rsa.n },
  { name: 'JWK, RSA, in lines', text: JSON.stringify(rsa, null, 2), secrets: rsaSecrets.map(String), open: rsa.n },
  { name: 'JWK, EC', text: JSON.stringify({ d: ec.d, ...ec }), secrets: [ec.d!], open: ec.x },
  { name: 'JWK, OKP', text: JSON.stringify(okp), secrets: [okp.d!], open: okp.x },
  { name: 'JWK, oct', text: JSON.stringify(oct), secrets: [oct.k] },
  {
    name: 'JWKS',
    text: JSON.stringify({ keys: [ec, rsa, oct] }),
    secrets: [ec.d!, ...rsaSecrets.map(String), oct.k],
    open: rsa.n,
  },
  {
    name: 'a JWK as a program has it',
    text: `{ kty: 'EC', crv: 'P-256', d: '${ec.d}', x: '${ec.x}' }`,
    secrets: [ec.d!],
  },
  {
    name: 'openssl rsa -text',
    text: `Private-Key: (1024 bit, 2 primes)\nmodulus:${colons(rsa.n)}\npublicExponent: 65537 (0x10001)\nprivateExponent:${colons(rsa.d)}\nprime1:${colons(rsa.p)}\nprime2:${colons(rsa.q)}\nexponent1:${colons(rsa.dp)}\nexponent2:${colons(rsa.dq)}\ncoefficient:${colons(rsa.qi)}`,
    secrets: hexes(rsaSecrets),
    open: 'publicExponent: 65537 (0x10001)',
  },
  {
    name: 'openssl ec -text',
    text: `Private-Key: (256 bit)\npriv:${colons(ec.d)}\npub:${colons(ec.x)}\nASN1 OID: prime256v1\nNIST CURVE: P-256`,
    secrets: hexes([ec.d]),
    open: 'ASN1 OID: prime256v1',
  },
  {
    name: 'openssl pkey -text',
    text: `ED25519 Private-Key:\npriv:${colons(okp.d)}\npub:${colons(okp.x)}`,
    secrets: hexes([okp.d]),
  },
  {
    name: 'XML',
    text: `<RSAKeyValue><Modulus>${plain(rsa.n)}</Modulus><Exponent>AQAB</Exponent><P>${plain(rsa.p)}</P><Q>${plain(rsa.q)}</Q><DP>${plain(rsa.dp)}</DP><DQ>${plain(rsa.dq)}</DQ><InverseQ>${plain(rsa.qi)}</InverseQ><D>${plain(rsa.d)}</D></RSAKeyValue>`,
    secrets: base64s(rsaSecrets),
  },
  {
    name: 'XML in lines, D first',
    text: `<RSAKeyValue>\n  <Modulus>\n${plain(rsa.n)}\n  </Modulus>\n  <D>\n${plain(rsa.d)}\n  </D>\n  <P>${plain(rsa.p)}</P>\n</RSAKeyValue>`,
    secrets: base64s([rsa.d, rsa.p]),
  },
  {
    name: 'XML, a piece',
    text: `<P>${plain(rsa.p)}</P><Q>${plain(rsa.q)}</Q>\n<D>${plain(rsa.d)}`,
    secrets: base64s([rsa.p, rsa.q, rsa.d]),
  },
  {
    name: 'DNSSEC, ECDSA',
    text: `Private-key-format: v1.3\nAlgorithm: 13 (ECDSAP256SHA256)\nPrivateKey: ${plain(ec.d)}\nCreated: 20260101000000`,
    secrets: base64s([ec.d]),
    open: 'Created: 20260101000000',
  },
  {
    name: 'DNSSEC, RSA',
    text: `Private-key-format: v1.3\nAlgorithm: 8 (RSASHA256)\nModulus: ${plain(rsa.n)}\nPublicExponent: AQAB\nPrivateExponent: ${plain(rsa.d)}\nPrime1: ${plain(rsa.p)}\nPrime2: ${plain(rsa.q)}\nExponent1: ${plain(rsa.dp)}\nExponent2: ${plain(rsa.dq)}\nCoefficient: ${plain(rsa.qi)}`,
    secrets: base64s(rsaSecrets),
    open: `Modulus: ${plain(rsa.n)}`,
  },
  {
    name: 'DNSSEC, HMAC',
    text: `Private-key-format: v1.3\nAlgorithm: 163 (HMAC_SHA256)\nKey: ${noise(32, 'tsig').toString('base64')}\nBits: AAA=`,
    secrets: [noise(32, 'tsig').toString('base64')],
  },
  {
    name: 'WireGuard',
    text: `[Interface]\nAddress = 10.0.0.2/32\nPrivateKey = ${noise(32, 'wg').toString('base64')}\n\n[Peer]\nPublicKey = ${noise(32, 'wg peer').toString('base64')}\nPresharedKey = ${noise(32, 'wg psk').toString('base64')}`,
    secrets: [noise(32, 'wg').toString('base64'), noise(32, 'wg psk').toString('base64')],
    open: noise(32, 'wg peer').toString('base64'),
  },
  {
    name: 'age',
    text: '# created: 2026-01-01\n# public key: age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p\nAGE-SECRET-KEY-1QQPQZRFR7ZZ2WCV4MSLG8QZJ9S3LWP9GH0RZ5S2JEQVSXV3QYJ4SPE9D4M',
    secrets: ['QQPQZRFR7ZZ2WCV4MSLG8QZJ9S3LWP9GH0RZ5S2JEQVSXV3QYJ4SPE9D4M'],
    open: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
  },
  {
    name: 'gpg’s own file',
    text: `Key: (protected-private-key (ecc (curve Ed25519)(q #40${noise(32, 'gq').toString('hex').toUpperCase()}#)(d #${noise(32, 'gd').toString('hex').toUpperCase()}#)))`,
    secrets: [noise(32, 'gd').toString('hex').toUpperCase()],
  },
];

/** What befalls them on their way. */
export const numberedManglings: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'quoted in an e-mail': (text) => text.replace(/^/gm, '> '),
  'line breaks of Windows': (text) => text.replaceAll('\n', '\r\n'),
  'escapes of JSON': (text) => JSON.stringify({ key: text }),
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify(text)),
  'HTML entities': (text) =>
    text.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll(' ', '&nbsp;'),
  'percent-encoded': (text) => encodeURIComponent(text),
  'small print of names': (text) => text.replace(/PrivateKey|PrivateExponent/g, (name) => name.toLowerCase()),
  'tabs before the lines': (text) => text.replace(/^/gm, '\t'),
};
