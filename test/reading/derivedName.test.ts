import fc from 'fast-check';
import { derivedName } from '../../src/reading/derivedName.js';
import { readHostName } from '../../src/reading/hostName.js';
import { tries } from '../longForm.js';
import { derivedNames } from './derivedNames.js';

test.each(derivedNames)('%s, "%s": %s', (base, text, name) => {
  expect(derivedName(text, base)).toEqual(name === null ? null : { value: name, assumed: 'derived' });
});

const pieces = fc.constantFrom(
  ...'shop|www|mail|.com|.co.uk|.net|acme|acme.org|acme.com|a star|*|instead of|rather than|not|swap|for|drop the|without the|with|in front|from|to|under|,|any more|the|same|xn--|ü|-|.|..|"|https://'.split(
    '|',
  ),
);
const bases = fc.constantFrom('www.acme.com', 'acme.co.uk', '*.acme.com', 'a.b.acme.org.uk', 'www.xn--bcher-kva.de');

test('a derived name is a host name, and another one', () => {
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 9 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  fc.assert(
    fc.property(texts, bases, (text, base) => {
      const derived = derivedName(text, base);
      if (!derived) return;
      expect(derived.value).not.toBe(base);
      expect(readHostName(derived.value)).toMatchObject({ value: derived.value });
    }),
    { numRuns: tries(2000, 6000) },
  );
});

test('any label takes another’s place, and any ending', () => {
  const label = fc.stringMatching(/^[a-z]{4,9}[0-9]$/);
  fc.assert(
    fc.property(label, label, fc.constantFrom('com', 'co.uk', 'org', 'de'), (one, other, ending) => {
      fc.pre(one !== other);
      expect(derivedName(`${other} instead of ${one}`, `${one}.acme.net`)?.value).toBe(`${other}.acme.net`);
      expect(derivedName(`not ${one}, ${other}`, `${one}.acme.net`)?.value).toBe(`${other}.acme.net`);
      expect(derivedName(`drop the ${one}`, `${one}.acme.net`)?.value).toBe('acme.net');
      expect(derivedName(`it's .${ending} now`, `${one}.acme.net`)?.value).toBe(`${one}.acme.${ending}`);
    }),
  );
});
