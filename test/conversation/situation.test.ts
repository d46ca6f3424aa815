import { open, openName } from '../../src/conversation/situation.js';
import { knowing, replacement } from '../forms/desk.js';
import { asking, decided, readingBack, summing } from './situation.js';

const running = (expecting: string | null) => ({ form: replacement, state: { ...knowing({}), expecting } });
const nothing = { running: null, guide: null, choices: null, offer: null, cancelling: false, decided: null };

test.each([
  ['nothing', nothing, 'nothing', undefined],
  ['a question', { ...nothing, running: running('loss') }, 'question', undefined],
  ['a value read back', { ...nothing, running: running('confirm:orderDate') }, 'readBack', undefined],
  ['a summary', { ...nothing, running: running('summary') }, 'summary', undefined],
  ['a form that waits for nothing', { ...nothing, running: running(null) }, 'nothing', undefined],
  ['a "did you mean" above a question', { ...nothing, running: running('loss'), choices: [] }, 'choice', 'question'],
  [
    'a question about cancelling above it',
    { ...nothing, running: running('loss'), cancelling: true },
    'cancelling',
    'question',
  ],
  ['cancelling with nothing to cancel', { ...nothing, cancelling: true }, 'nothing', undefined],
  ['a guide', { ...nothing, guide: 'iis5.backup' }, 'step', undefined],
  ['an offer', { ...nothing, offer: 'person' as const }, 'offer', undefined],
  ['an offer behind a guide waits', { ...nothing, guide: 'iis5.backup', offer: 'person' as const }, 'step', undefined],
  ['a verdict', { ...nothing, decided: running(null) }, 'decided', undefined],
])('%s is open', (_, left, is, beneath) => {
  const now = open(left);
  expect([now.open.is, now.beneath?.is]).toEqual([is, beneath]);
});

test('what is open has the name that the examples give it', () =>
  expect(
    [
      asking('loss'),
      readingBack('orderDate', { orderDate: '2026-05-03' }),
      summing(),
      decided(),
      { is: 'offer', offer: 'person' } as const,
    ].map(openName),
  ).toEqual(['loss', 'confirm', 'summary', 'none', 'offer']));
