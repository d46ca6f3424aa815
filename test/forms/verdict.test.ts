import { decide } from '../../src/forms/decide.js';
import { verdictOf, verdictWritten } from '../../src/forms/verdict.js';
import type { Facts } from '../../src/knowledge/facts.js';
import { replacement, today, whole } from './desk.js';

function verdict(given: Facts) {
  const decision = decide(replacement, given, today);
  if (decision.outcome === null) throw new Error(`still missing: ${decision.missing}`);
  return verdictOf(replacement, decision, given, today);
}
const steps = (given: Facts) => verdict(given).plan.map(({ id }) => id);

test('a verdict says its outcome, its reasons with their sentences, and the steps', () => {
  const made = verdict(whole);
  expect(made).toMatchObject({ outcome: 'free-replacement', tone: 'good', handOff: false, facts: whole });
  expect(made.text).toContain('www.example.com');
  expect(made.reasons[0]).toMatchObject({
    text: expect.stringContaining('of 30'),
    source: expect.stringContaining('first 30 days'),
  });
});

test.each<[string, Facts, string, boolean]>([
  ['a step of its product', { product: 'secure-server' }, 'enrol-secure', true],
  ['no step of another product', { product: 'secure-server' }, 'enrol-global', false],
  ['a step whose condition cannot be told', { product: null }, 'enrol-global', true],
  ['no step of another outcome', {}, 'form-discounted', false],
])('it lists %s', (_, but, step, listed) => expect(steps({ ...whole, ...but }).includes(step)).toBe(listed));

test('a customer’s own text is written as the place wants it, and nothing else differs', () => {
  const made = verdict(whole);
  const written = verdictWritten(replacement, made, (text) => `<${text}>`);
  expect(written.text).toBe(made.text.replaceAll('www.example.com', '<www.example.com>'));
  expect(written.outcome).toBe(made.outcome);
});
