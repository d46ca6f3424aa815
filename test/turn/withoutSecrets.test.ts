import type { Activity } from 'botbuilder';
import { TAKEN_OUT } from '../../src/certificates/secrets.js';
import { withoutSecrets } from '../../src/turn/withoutSecrets.js';
import { keys } from '../certificates/keys.js';

const [{ pem, body }] = keys as [(typeof keys)[0]];
const lines = pem.trim().split('\n');
/** An activity with these fields, whatever their types. */
const activityOf = (fields: object): Partial<Activity> => ({ type: 'message', ...fields });

test.each<[string, object]>([
  ['text', { text: pem }],
  ['summary', { summary: pem }],
  ['speak', { speak: pem }],
  ['value', { value: { deep: [{ inside: pem }] } }],
  ['value as a string', { value: pem }],
  ['channelData', { channelData: { original: { message: pem } } }],
  ['entities', { entities: [{ type: 'mention', text: pem }] }],
  ['an attachment’s content', { attachments: [{ contentType: 'text/plain', content: pem }] }],
  [
    'an attachment’s data: URL',
    { attachments: [{ contentType: 'text/plain', contentUrl: `data:;base64,${Buffer.from(pem).toString('base64')}` }] },
  ],
  ['an attachment’s name', { attachments: [{ contentType: 'text/plain', name: pem }] }],
  ['a suggested action', { suggestedActions: { actions: [{ type: 'imBack', title: pem, value: pem }] } }],
  ['the name of a field', { value: { [pem]: 1 } }],
  ['a list of lines', { value: lines }],
  ['a list of lines cut in the middle of words', { value: pem.match(/.{1,25}/gs) }],
  ['a card’s lines', { value: { body: lines.map((text) => ({ type: 'TextBlock', text })) } }],
])('no key is left in %s', (_, fields) => {
  const { activity, found } = withoutSecrets(activityOf(fields));
  const rest = JSON.stringify(activity);
  for (let at = 0; at + 16 <= body.length; at += 8) expect(rest).not.toContain(body.slice(at, at + 16));
  expect(rest).not.toContain('LS0tLS1CRUdJTi');
  expect(found).toEqual(['private-key']);
  expect(rest).toContain(TAKEN_OUT);
});

test.each<[string, object]>([
  ['text', { text: 'lost the key, the pfx password is hunter2' }],
  ['a field that is named so', { value: { user: 'me', password: 'hunter2' } }],
  ['a field of a list', { value: [{ keyPass: 'hunter2' }] }],
  ['an entity', { entities: [{ type: 'clientInfo', text: 'pw=hunter2' }] }],
])('no password is left in %s', (_, fields) => {
  const { activity, found } = withoutSecrets(activityOf(fields));
  expect(JSON.stringify(activity)).not.toContain('hunter2');
  expect(JSON.stringify(activity)).toContain(TAKEN_OUT);
  expect(found).toEqual(['password']);
});

test('a JSON Web Key as an object loses its secret numbers and keeps the public ones', () => {
  const key = { kty: 'EC', crv: 'P-256', x: 'public', y: 'too', d: 'short' };
  const { activity, found } = withoutSecrets(activityOf({ value: { keys: [key] }, channelData: { d: 'short' } }));
  expect(activity.value).toEqual({ keys: [{ ...key, d: TAKEN_OUT }] });
  expect(activity.channelData).toEqual({ d: 'short' });
  expect(found).toEqual(['private-key']);
});

test('longer texts are cut and what is too much is dropped before it is looked at', () => {
  const long = 'a b '.repeat(50_000);
  const value = Array.from({ length: 40 }, () => ({ long: long.slice(0, 30_000) }));
  const { activity } = withoutSecrets(activityOf({ text: long, value }));
  expect(activity.text!.length).toBeLessThanOrEqual(64_000);
  expect(JSON.stringify(activity).length).toBeLessThan(250_000);
});

test('what holds no secret comes back the same, and its dates stay dates', () => {
  const timestamp = new Date('2026-05-20T11:00:00Z');
  const given = activityOf({
    ...{
      id: 'a|1',
      timestamp,
      from: { id: 'u', name: 'Jo' },
      conversation: { id: 'c', name: '', isGroup: false, conversationType: 'personal' },
    },
    ...{
      text: 'hello',
      value: { list: [1, null, true, 'x', [], {}], at: timestamp },
      attachments: [{ contentType: 'image/png', name: 'a.png' }],
    },
  });
  const { activity, found } = withoutSecrets(given);
  expect(activity).toEqual(given);
  expect(activity.timestamp).toBeInstanceOf(Date);
  expect((activity.value as { at: unknown }).at).toBeInstanceOf(Date);
  expect(found).toEqual([]);
});

test('what was given is not changed', () => {
  const given = activityOf({ text: pem, value: { lines: [...lines], [pem]: { text: pem } } });
  const before = structuredClone(given);
  withoutSecrets(given);
  expect(given).toEqual(before);
});

test('the words around a key stay, and the other fields', () => {
  const { activity } = withoutSecrets(activityOf({ text: `found it:\n${pem}no backup`, value: { a: pem, b: 'kept' } }));
  expect(activity).toEqual({
    type: 'message',
    text: `found it:\n${TAKEN_OUT}\nno backup`,
    value: { a: expect.stringContaining(TAKEN_OUT), b: 'kept' },
  });
});

test('two fields named by keys both stay', () => {
  const { activity } = withoutSecrets(activityOf({ value: { [pem.trim()]: 1, [keys[4]!.pem.trim()]: 2 } }));
  expect(activity.value).toEqual({ [TAKEN_OUT]: 1, [`${TAKEN_OUT} 2`]: 2 });
});

test('prototype pollution: no field leads to a prototype', () => {
  const value: unknown = JSON.parse(
    `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"list":[{"__proto__":{"polluted":"a"}},{"text":"x"}],"kept":1}`,
  );
  const { activity } = withoutSecrets(activityOf({ value }));
  expect(JSON.stringify(activity.value)).toBe('{"list":[{},{"text":"x"}],"kept":1}');
  expect(Object.getPrototypeOf(activity.value)).toBe(Object.prototype);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('what lies too deep, goes round in a circle or is too much is dropped', () => {
  let deep: unknown = pem;
  for (let i = 0; i < 5000; i += 1) deep = i % 2 ? { deep } : [deep];
  const round: Record<string, unknown> = { text: 'x' };
  round.again = [round, round];
  const many = Array.from({ length: 50_000 }, (_, index) => ({ index }));
  const { activity } = withoutSecrets(activityOf({ text: 'kept', value: { deep, round, many } }));
  expect(activity.text).toBe('kept');
  expect(JSON.stringify(activity)).not.toContain(body.slice(0, 16));
  expect(JSON.stringify(activity).length).toBeLessThan(1_000_000);
});
