import { withContact } from '../../src/bot/contactTold.js';
import { openCase } from '../../src/cases/case.js';

const at = '2026-05-20T11:00:00Z';
const open = openCase(null, { reason: 'asked', facts: {}, outcome: null }, { id: 'C-1', at });
const nobody = { name: null, email: null, telephone: null };
const joe = { ...nobody, name: 'Joe', email: 'joe@foo.co.uk' };
const pressed = (
  answer: 'send' | 'skip',
  of = 'C-1',
  fields: object = { name: 'Joe', email: 'joe@foo.co.uk', telephone: '' },
) => ({
  type: 'message',
  text: 'Joe, joe@foo.co.uk',
  value: { certdesk: { press: 'c', says: 'Send', at: { kind: 'contact', case: of, answer } }, contact: fields },
});

test.each<[string, object, object]>([
  ['sent by the card', pressed('send'), joe],
  ['skipped by the card', pressed('skip'), nobody],
  ['sent by another case’s card', pressed('send', 'C-2'), nobody],
  [
    'sent with what is no address',
    pressed('send', 'C-1', { name: 'Joe', email: 'joe', telephone: '' }),
    { ...nobody, name: 'Joe' },
  ],
  ['typed with a name', { type: 'message', text: 'Joe, joe@foo.co.uk' }, joe],
  [
    'typed with a cue',
    { type: 'message', text: 'you can reach me on 020 7946 0000' },
    { ...nobody, telephone: '020 7946 0000' },
  ],
  ['typed alone', { type: 'message', text: 'joe@foo.co.uk' }, { ...nobody, email: 'joe@foo.co.uk' }],
  ['a name alone', { type: 'message', text: 'my name is Joe' }, nobody],
  ['an order number', { type: 'message', text: 'the order is 12345678' }, nobody],
  ['somebody else’s address', { type: 'message', text: 'the certificate names admin@foo.co.uk as its owner' }, nobody],
  ['a thumb', { type: 'messageReaction', text: 'joe@foo.co.uk' }, nobody],
])('%s', (_, activity, contact) => expect(withContact(open, activity)?.contact).toEqual(contact));

test('a bare address takes the place of none that is known; one that is said to be the writer’s does', () => {
  const known = { ...open, contact: joe };
  expect(withContact(known, { type: 'message', text: 'admin@foo.co.uk' })).toBe(known);
  expect(withContact(known, { type: 'message', text: 'my email is new@foo.co.uk' })?.contact.email).toBe(
    'new@foo.co.uk',
  );
});

test('a case that is settled takes nothing', () => {
  const over = { ...open, status: 'resolved' as const };
  expect(withContact(over, pressed('send'))).toBe(over);
});
