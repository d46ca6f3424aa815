import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { asksForPassword, isPasswordName, passwordsIn } from '../../src/languages/en/passwordTalk.js';

const taken = (text: string, asked = false) =>
  passwordsIn(text, { asked }).map(({ start, end }) => text.slice(start, end));

test.each([
  ['the password is hunter2', 'hunter2'],
  ['pfx password: hunter2', 'hunter2'],
  ['pw=hunter2', 'hunter2'],
  ['passphrase hunter2', 'hunter2'],
  ['its password was hunter2', 'hunter2'],
  ['the password’s hunter2', 'hunter2'],
  ['the pasword is hunter2', 'hunter2'],
  ['the password is: hunter2', 'hunter2'],
  ['Password:hunter2', 'hunter2'],
  ['password->hunter2', 'hunter2'],
  ['backup password - hunter2', 'hunter2'],
  ['password (pfx): hunter2', 'hunter2'],
  ['the password of the backup is hunter2', 'hunter2'],
  ['password for www.example.com is Winter2001', 'Winter2001'],
  ['password is still hunter2 and the file is on D:', 'hunter2'],
  ['the password used to be zxcvbn', 'zxcvbn'],
  ['the password should be hunter2', 'hunter2'],
  ['Password was changed to Sommer99', 'Sommer99'],
  ['the pass phrase is swordfish', 'swordfish'],
  ['password: swordfish', 'swordfish'],
  ['password=swordfish', 'swordfish'],
  ['the password is monkey, I believe', 'monkey'],
  ['the password is simply letmein', 'letmein'],
  ['password "dragon"', 'dragon'],
  ['the password is "secret squirrel"', 'secret squirrel'],
  ["the pass phrase was 'open sesame'", 'open sesame'],
  ['the passphrase is "correct horse battery staple"', 'correct horse battery staple'],
  ['passphrase: correct horse battery staple', 'correct horse battery staple'],
  ['the password is 12345678', '12345678'],
  ['PIN: 4711', '4711'],
  ['the PIN is 4711', '4711'],
  ['password is xK9$mQ2!', 'xK9$mQ2!'],
  ['the password is Tr0ub4dor&3.', 'Tr0ub4dor&3'],
  ['hunter2 is the password', 'hunter2'],
  ['"swordfish" is the pass phrase', 'swordfish'],
  ['I used hunter2 as the password', 'hunter2'],
  ['tried swordfish as the password', 'swordfish'],
  ['openssl rsa -passin pass:hunter2 -in a.key', 'hunter2'],
  ['keytool -storepass changeit', 'changeit'],
  ['keystore.password=changeit', 'changeit'],
  ['{"password":"hunter2","file":"a.pfx"}', 'hunter2'],
  ['Kennwort: geheim1', 'geheim1'],
  ['weve written down "ambleside7" but the password is refused', 'ambleside7'],
  ['Tr0ub4dor&3', 'Tr0ub4dor&3'],
  ['I lost the key but have the backup, password P@ssw0rd', 'P@ssw0rd'],
])('%j gives %j away', (text, password) => expect(taken(text)).toEqual([password]));

test.each([
  'I forgot the password',
  'the password is lost',
  'the password is not known',
  'password is wrong',
  'passphrase rejected',
  'is the password in the backup?',
  'the password was on a post-it',
  'password: yes.',
  'password: lost',
  'password: see the binder',
  'password for key = no clue',
  'password unknown',
  'password?',
  'what is the password?',
  'that is the password',
  'which password do I have to enter?',
  'the password: where do I enter it?',
  'the password is forgoten',
  'the pasword is worng',
  'the password is frogotten',
  'the password is unkown',
  'password lsot',
  'the password is on the label',
  'the password is the same',
  'the password is in our password manager',
  'the password is with Brian',
  "the password was Janet's",
  'Brian is the password holder',
  'the password is 8 characters long',
  'the password is case-sensitive',
  'the password is too old',
  'the password is right here',
  'the password is illegible',
  'the password is toast',
  'the password was eaten by the dog',
  'the password field is grey',
  'password protected pfx',
  'Password known. New hardware arrives Wednesday.',
  'password of srv01 is gone',
  'we forgot the password of iis5',
  'I have the password for the pfx of www.example.com',
  'the server is called WEB01 and the password is lost',
  'password lost, I want www.shop2.co.uk',
  'the wifi password is forgotten',
  'passwort vergessen',
  'pw forgotten, ordered 3 May 2002',
  'order 12345678',
  'AB123456',
  'sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'serial 00:b1:22:aa',
  '3 May 2002',
  'https://www.example.com/path?Order=1A',
  'CN=www.example.com,O=Example2,C=GB',
  'C:\\Temp1\\Backup.pfx',
])('%j gives none away', (text) => expect(taken(text)).toEqual([]));

test.each([
  ['yes, hunter2', 'hunter2'],
  ['hunter2', 'hunter2'],
  ["it's hunter2", 'hunter2'],
  ['yes: swordfish', 'swordfish'],
  ['Yes, file and password, hunter2', 'hunter2'],
  ['"dragon"', 'dragon'],
  ['Winter2001 I think', 'Winter2001'],
])('as an answer to a question for one, %j gives %j away', (text, password) =>
  expect(taken(text, true)).toEqual([password]),
);

test.each([
  ...[
    'yes',
    'no',
    'yep',
    'nope',
    'dunno',
    'yes, both',
    'only the file',
    'not the password',
    'yes, in the safe',
    'YES!!!',
  ],
  ...[
    'affirmative',
    'unfortunately not',
    'annuler',
    'peut-être',
    'yes on srv01',
    'iis5',
    'class 3',
    'May 2002',
    '3/5/2002',
  ],
  ...[
    'AB12345',
    'backup.pfx',
    'yes backup1.pfx',
    'www.example.com',
    'talk to a person',
    'cancel',
    'restart',
    '2nd one',
  ],
])('as an answer, %j gives none away', (text) => expect(taken(text, true)).toEqual([]));

test('without a question for one, a word with a number is none', () => expect(taken('yes, hunter2')).toEqual([]));

const folder = join(__dirname, '..', '..', 'knowledge', 'examples', 'replacement');
const examples = readdirSync(folder).flatMap((file) =>
  readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { text: string }).text),
);

test('of all that the desk has heard, only the message with a password in quotation marks gives one away', () => {
  expect(examples.length).toBeGreaterThan(7000);
  expect(examples.flatMap((text) => taken(text))).toEqual(['ambleside7']);
});

const passwords = fc
  .tuple(fc.stringMatching(/^[a-z]{3,8}$/), fc.stringMatching(/^[0-9]{2,4}$/), fc.constantFrom('', '!', '$x', '#Q'))
  .map((parts) => parts.join(''))
  // "iis51" and "backup12" are names of programs and machines.
  .filter((password) => !/^(?:[a-z]{1,8})\d+$/.test(password) || password.length > 8);
const saying = fc.constantFrom(
  (password: string) => `the password is ${password}`,
  (password: string) => `lost the key, pw: ${password}`,
  (password: string) => `my pass phrase = ${password} and no backup`,
  (password: string) => `password of the pfx was "${password}"`,
  (password: string) => `${password} is our password`,
);

test('no password that is said as such is left', () => {
  fc.assert(
    fc.property(passwords, saying, (password, say) => {
      expect(taken(say(password)).join(' ')).toContain(password);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["Do you have a backup of it, and the backup's password?", true],
  ['And do you know its pass phrase?', true],
  ['When did you order it?', false],
])('%j asks for a password: %j', (question, asks) => expect(asksForPassword(question)).toBe(asks));

test.each([
  ...['password', 'Password', 'keyPass', 'pfx_password', 'passphrase', 'pwd', 'backup-password'].map(
    (name) => [name, true] as const,
  ),
  ...['compass', 'bypassed', 'passed', 'text', 'hasBackup', 'passwordHint'].map((name) => [name, false] as const),
])('a field named %j holds a password: %j', (name, holds) => expect(isPasswordName(name)).toBe(holds));
