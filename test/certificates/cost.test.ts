import fc from 'fast-check';
import { takeOutSecrets } from '../../src/certificates/secrets.js';
import { tries } from '../longForm.js';
import { noise } from './keys.js';

/** Pieces of which a text was, or might be, made to cost time: each repeated to any length. */
const PIECES = [
  ...[
    ' ',
    '-',
    '=',
    '"',
    '> ',
    '- ',
    '. ',
    ' "',
    ',',
    '\n',
    '\\',
    '%25',
    '&amp;',
    '<br ',
    '<p>',
    '[secret removed]',
    '\u200b',
    'ﷺ',
    'ａ',
  ],
  ...[
    'E.N.D.P.R.I.V.A.T.E.K.E.Y.',
    'E.N.D.P.R.I.V.A.T.E.K.E.Y.\n',
    'END PRIVATE KEY ',
    'aB3+aB3+aB3+aB3+aB3+aB3+ END PRIVATE KEY ',
  ],
  ...[
    '-----BEGIN PRIVATE KEY-----\n',
    '-----END PRIVATE KEY-----\n',
    '- BEGINPRIVATEKEY ',
    'PuTTY-User-Key-File-2:',
    'Private-Lines: 7\n',
  ],
  ...[
    'M',
    'MA==',
    'MIIE',
    'MIIB ',
    'M I I E ',
    'MDAwMDAwMDAw',
    'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC',
    'lQPGBF',
    'xV',
    'b3BlbnNzaC1rZXktdjE',
  ],
  ...[
    '0a',
    '0a ',
    '30 82 ',
    '0x30, 0x82, ',
    '48, 130, ',
    '00000000: 3082 ',
    'aB3+ ',
    'a b ',
    '12. ',
    `${'Ab1'.repeat(24)}\n`,
  ],
  ...[
    '{"kty":"oct","k":"aaaa',
    'priv:\n  00:',
    'prime1: ',
    'PrivateKey = ',
    '<D>',
    '<RSAKeyValue>',
    '(d #00',
    'AGE-SECRET-KEY-1',
  ],
  ...[
    'password ',
    'password: ',
    'password is ',
    'pw=',
    'the password of the key of the ',
    '"a" password ',
    'passphrase',
  ],
  ...['LS0tLS1CRUdJTi', 'cHJpdmF0ZSBrZXkg', `${Buffer.from('readable private key. ').toString('base64')} x `],
];
const filled = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** Processor milliseconds, the least of a few: what the engine has yet to compile is no cost of the text's. */
function cost(text: string): number {
  const took = [0, 1, 2, 3].map(() => {
    const start = process.cpuUsage();
    takeOutSecrets(text);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...took);
}

// What a quadratic path cost was three to eight seconds; a hundred times less leaves room for a slow machine.
const MOST = 150;

test.each(PIECES)('64 kB of %j cost no more than a moment', (piece) => {
  expect(cost(filled(piece, 64_000))).toBeLessThan(MOST);
});

test.each<[string, string]>([
  ['spaces between two letters', `x${' '.repeat(64_000)}y`],
  ['base64', noise(48_000, 'cost').toString('base64')],
  [
    'base64 in lines',
    noise(48_000, 'cost')
      .toString('base64')
      .replace(/(.{64})/g, '$1\n'),
  ],
  [
    'a long word of base64 and many ENDs',
    `${filled('aB3+aB3+aB3+aB3+aB3+aB3+ ', 32_000)}${filled(' END PRIVATE KEY', 32_000)}`,
  ],
  ['bullets and many ENDs', `${filled('- ', 32_000)}${filled('E.N.D.P.R.I.V.A.T.E.K.E.Y.', 32_000)}`],
  ['dashes and many BEGINs', `${filled('-', 32_000)}${filled(' BEGIN PRIVATE KEY', 32_000)}`],
  ['base64 of base64 of base64 of it', nested(filled('private key ', 20_000), 4)],
  [
    'base64 that begins at each of four signs',
    [0, 1, 2, 3].map((at) => `${'x'.repeat(at)}${nested(filled('private key ', 9_000), 1)}`).join(''),
  ],
])('64 kB of %s cost no more than a moment', (_, text) => {
  expect(cost(text.slice(0, 64_000))).toBeLessThan(MOST);
});

function nested(text: string, times: number): string {
  let all = text;
  for (let i = 0; i < times; i += 1) all = Buffer.from(all).toString('base64').replace(/=/g, '');
  return all;
}

test('a text twice as long costs about twice as much, whatever it is made of', () => {
  const parts = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(parts, fc.boolean(), (pieces, mixed) => {
      const made = (length: number) =>
        mixed
          ? filled(pieces.join('') || ' ', length)
          : pieces.map((piece) => filled(piece || ' ', length / pieces.length)).join('');
      const [once, twice] = [cost(made(16_000)), cost(made(32_000))];
      // Quadratic is four times; the constant is for what a busy machine adds.
      expect(twice).toBeLessThan(3 * once + 40);
    }),
    { numRuns: tries(30, 60) },
  );
});
