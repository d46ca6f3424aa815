import fc from 'fast-check';
import { emailFrom, readContact } from '../../src/reading/contact.js';

const joe = { name: 'Joe', email: 'joe@foo.co.uk' };

test.each<[string, object]>([
  ['Joe, joe@foo.co.uk', joe],
  ['joe, joe@foo.co.uk', { ...joe, name: 'joe' }],
  ['Joe joe@foo.co.uk', joe],
  ['Joe; joe@foo.co.uk; 01224 555018', { ...joe, telephone: '01224 555018' }],
  ['my name is Joe, ring me on 01224 555018', { name: 'Joe', telephone: '01224 555018' }],
  ['My name is Joe Bloggs and my e-mail is joe@foo.co.uk.', { name: 'Joe Bloggs', email: 'joe@foo.co.uk' }],
  ["I'm Joe Bloggs, joe.bloggs@foo.co.uk", { name: 'Joe Bloggs', email: 'joe.bloggs@foo.co.uk' }],
  [
    'Joe Bloggs\njoe@foo.co.uk\n+44 (0)1224 555018',
    { name: 'Joe Bloggs', email: 'joe@foo.co.uk', telephone: '+44 (0)1224 555018' },
  ],
  ["It's Seán O’Brien-Smith", { name: 'Seán O’Brien-Smith' }],
  ['Dr. Anke Müller', { name: 'Dr. Anke Müller' }],
  ['Mark Young', { name: 'Mark Young' }],
  ['Joe', { name: 'Joe' }],
  ['joe@foo.co.uk please', { email: 'joe@foo.co.uk' }],
  ['you can reach me at joe@foo.co.uk', { email: 'joe@foo.co.uk' }],
  ['ring 01224 555018', { telephone: '01224 555018' }],
  ['07700900123', { telephone: '07700900123' }],
  ['mailto:joe@foo.co.uk', { email: 'joe@foo.co.uk' }],
  ['joe@foo', { wrongEmail: 'joe@foo' }],
  ['joe@foo,co.uk', { wrongEmail: 'joe@foo,co.uk' }],
  ['Joe,joe@foo.co.uk, 01224 555018', { ...joe, telephone: '01224 555018' }],
  ['sorry, my number is 01224 555019', { telephone: '01224 555019' }],
  ['Joe, joe@foo..co.uk', { name: 'Joe', wrongEmail: 'joe@foo..co.uk' }],
  ['my e-mail is joe.foo.co.uk', { wrongEmail: 'joe.foo.co.uk' }],
  ["don't ring me on 01224 555018, use joe@foo.co.uk", { email: 'joe@foo.co.uk' }],
])('asked for it, %j gives a contact', (text, contact) => {
  const { rest, ...read } = readContact(text, { asked: true });
  expect(read).toEqual(contact);
  if (!text.includes("don't")) expect(rest).toBe('');
});

test.each([
  ...['thanks', 'Thanks', 'no', 'skip', 'cancel', 'what is the fax number?', 'Hello', 'I lost the private key'],
  ...['www.example.com', '3 May 2026', '03.05.2026', '2026-05-03', 'order number 0812345678', 'why do you need that?'],
  ...['I am lost', 'yes please', 'class 3', 'no backup', 'Talk to a person', 'the fax is 0870 6083838'],
])('asked for it, %j is no contact and is left as it is', (text) =>
  expect(readContact(text, { asked: true })).toEqual({ rest: text }),
);

test.each<[string, object, string]>([
  ['Joe, joe@foo.co.uk', joe, ''],
  ['my e-mail is joe@foo.co.uk', { email: 'joe@foo.co.uk' }, ''],
  ['no backup, and my e-mail is joe@foo.co.uk', { email: 'joe@foo.co.uk' }, 'no backup'],
  ["I'm Joe, it was ordered on 3 May 2026", { name: 'Joe' }, 'it was ordered on 3 May 2026'],
  ['please call me on 01224 555018', { telephone: '01224 555018' }, ''],
  ['Joe', {}, 'Joe'],
  ['I wrote to support@foo.co.uk last week', {}, 'I wrote to support@foo.co.uk last week'],
  ['01/02/2026', {}, '01/02/2026'],
  ['I am Lost', {}, 'I am Lost'],
])('unasked, %j', (text, contact, left) => {
  const { rest, ...read } = readContact(text, { asked: false });
  expect([read, rest]).toEqual([contact, left]);
});

test.each(['joe@foo.co.uk', "o'brien+certs@mail.example.com", 'j@bücher.de', 'JOE@FOO.CO.UK'])(
  '%s is an address',
  (email) => expect(emailFrom(email)).toBe(email),
);

test.each([
  'joe',
  '@foo.co.uk',
  'joe@',
  'joe@foo',
  'joe@localhost',
  'joe@10.0.0.1',
  '.joe@foo.co.uk',
  'joe@foo.co.uk.',
  'a b@foo.co.uk',
  'joe@*.foo.co.uk',
  '<script>@foo.co.uk',
])('%s is none', (email) => expect(emailFrom(email)).toBeNull());

test('no text throws, and what is left is never longer', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...'ab@. ,0+-\n') })),
      fc.boolean(),
      (text, asked) => {
        const { rest, email } = readContact(text, { asked });
        expect(rest.length).toBeLessThanOrEqual(text.length + 20);
        if (email !== undefined) expect(emailFrom(email)).toBe(email);
      },
    ),
  );
});
