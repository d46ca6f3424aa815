import * as fc from 'fast-check';
import { type AtDesk, agent, waiting } from '../desk/deskClient.js';
import { tries } from '../longForm.js';
import { databases, type OpenedService, openedService } from '../openedService.js';

// Threat 25: whatever the list is asked for, it is answered as a list or refused; no text of it becomes a statement.

const attacks = [
  ...["'", '"', "' or '1'='1", "'; drop table cases; --", '%', '_', '\\', '*', 'a*', '"a" OR "b"', 'NEAR(a b)', '-a'],
  ...['cases_words:', '^a', '(', ')', '((', 'a AND', 'NOT', '{a b}', ':*', '!', '&', '|', '<->', '\u0000', 'a\u0000b'],
  ...['\ud800', '😀', '\u202e', 'ﬀ', 'İ', '$1', '?', "E'\\000'", '1e999', '-1', 'null', 'undefined', '[]', '{}'],
];
const texts = fc.oneof(
  fc.constantFrom(...attacks),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ maxLength: 200 }),
);
const cursors = fc.oneof(
  texts,
  fc.json().map((json) => Buffer.from(json).toString('base64url')),
  fc
    .array(fc.oneof(fc.integer(), fc.string(), fc.constant(null), fc.double()), { maxLength: 4 })
    .map((place) => Buffer.from(JSON.stringify(place)).toString('base64url')),
);
const filters = fc.record(
  {
    status: fc.oneof(texts, fc.constantFrom('waiting', 'waiting,assigned', 'closed')),
    owner: fc.oneof(texts, fc.constantFrom('me', 'none')),
    q: texts,
    cursor: cursors,
    sort: texts,
  },
  { requiredKeys: [] },
);

describe.each(databases)('the filters of the list, %s', (kind) => {
  let service: OpenedService;
  let anna: AtDesk;
  let id: string;
  beforeAll(async () => {
    service = await openedService(kind);
    anna = await agent(service);
    ({ case: id } = await waiting(service, ['I lost the key of www.example.com']));
  });
  afterAll(() => service.stop());

  test('each is answered with a list, or refused as not understood', async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (asked) => {
        const { status, body } = await anna.get(`cases?${new URLSearchParams(asked)}`);
        expect([200, 400]).toContain(status);
        if (status === 200) for (const line of body.cases) expect(line.id).toBe(id);
      }),
      { numRuns: tries(150, 400) },
    );
    expect(service.logs()).not.toContain('a request failed');
    expect((await anna.get('cases?status=waiting&q=www.example.com')).body.cases).toHaveLength(1);
  });

  test('an id is found or not, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (asked) => {
        const { status } = await anna.get(`cases/${encodeURIComponent(asked.toWellFormed())}/suggestions`);
        expect([400, 404]).toContain(status);
      }),
      { numRuns: tries(40, 100) },
    );
  });
});
