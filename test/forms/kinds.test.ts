import fc from 'fast-check';
import { boundsOf, kinds } from '../../src/forms/kinds.js';
import { plainWords } from '../../src/forms/words.js';
import { addDays } from '../../src/languages/calendar.js';
import { replacement, today } from './desk.js';

const { loss, product, orderDate, lossDate, commonName, newCommonName, hasBackup } = replacement.facts as Record<
  string,
  NonNullable<(typeof replacement.facts)[string]>
>;
const given = { today, facts: {} };

test.each([
  ['choice', loss!],
  ['choice', product!],
] as const)('what a %s says of every option is read as that option', (kind, definition) => {
  for (const option of Object.keys(definition.options!)) {
    const said = kinds[kind].say(option, definition, plainWords);
    expect([said, kinds[kind].read(said, definition, given)]).toEqual([said, { value: option }]);
  }
});

test('a date that is said is read as that day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12_000 }), (days) => {
      const day = addDays(today, -days);
      for (const said of [kinds.date.say(day, orderDate!, plainWords), kinds.date.sayBack(day)])
        expect(kinds.date.read(said, orderDate!, given)).toMatchObject({ value: day });
    }),
  );
});

test('a host name that is said is read as that name', () => {
  const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/).filter((text) => !text.includes('--'));
  fc.assert(
    fc.property(label, label, fc.constantFrom('com', 'co.uk', 'org', 'de'), (sub, own, end) => {
      const name = `${sub}.${own}.${end}`;
      const reading = kinds['host-name'].read(
        kinds['host-name'].say(name, commonName!, plainWords),
        commonName!,
        given,
      );
      if ('value' in reading) expect(reading.value).toBe(name);
    }),
  );
  expect(kinds['host-name'].read('www.acme.co.uk', commonName!, given)).toEqual({ value: 'www.acme.co.uk' });
});

test.each([
  ['choice', product!, {}, Object.values(product!.options!).map(({ label }) => label)],
  ['yes-no', hasBackup!, {}, ['yes', 'no']],
  ['date', orderDate!, {}, ['today', 'yesterday']],
  ['host-name', commonName!, {}, []],
  ['host-name', newCommonName!, { commonName: 'www.acme.com' }, ['the same']],
  ['host-name', newCommonName!, {}, []],
] as const)('what a %s offers instead of typing', (kind, definition, facts, labels) =>
  expect(kinds[kind].quick(definition, { today, facts, words: plainWords })).toEqual(labels),
);

test.each([
  ['a day written out only marks slips', orderDate!, {}, { today, oldest: '1990-01-01', latest: today }],
  ['another date rules out', lossDate!, { orderDate: '2026-05-03' }, { today, earliest: '2026-05-03', latest: today }],
  ['while that one is unknown nothing does', lossDate!, {}, { today, latest: today }],
])('%s', (_, definition, facts, bounds) => expect(boundsOf(definition, { today, facts })).toEqual(bounds));
