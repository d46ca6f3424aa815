import { startOfDay } from '../../src/cases/localTime.js';
import { type OpenedService, openedService } from '../openedService.js';
import { type AtDesk, program, waiting } from './deskClient.js';

const token = 'a-token-of-a-program-that-leads-the-desk-0000000';
let service: OpenedService;
let lead: AtDesk;
beforeAll(async () => {
  const environment = { CERTDESK_DESK_TOKENS: `lead:agent+supervisor:${token}` };
  service = await openedService('embedded', { environment });
  lead = await program(service, token);
  const { case: id } = await waiting(service);
  service.clock.now = new Date(service.clock.now.getTime() + 60_000);
  await lead.post(`cases/${id}/claim`);
  await lead.post(`cases/${id}/verdict`, { outcome: 'free-replacement', reason: '=1+1' });
});
afterAll(() => service.stop());

test('a period is named by its days, or a month of late is meant', async () => {
  const figures = { opened: 1, waiting: { median: 60, p90: 60 }, reasons: { asked: 1 } };
  expect((await lead.get('reports')).body).toMatchObject(figures);
  const { status, body } = await lead.get('reports?from=2026-05-20&to=2026-05-20');
  expect([status, body]).toEqual([200, expect.objectContaining(figures)]);
  expect([body.from, body.to]).toEqual(['2026-05-19T23:00:00.000Z', '2026-05-20T23:00:00.000Z']);
  expect((await lead.get('reports?from=2026-05-18&to=2026-05-19')).body).toMatchObject({
    opened: 0,
    days: [{ day: '2026-05-18' }, { day: '2026-05-19' }],
  });
  const later = 'reports?from=2026-05-20T11:00:30Z&to=2026-05-21T00:00:00Z';
  expect((await lead.get(later)).body).toMatchObject({ opened: 0, waiting: { median: 60 } });
});

test('it is had as CSV as well, by its name or by what is accepted', async () => {
  for (const { status, headers, text } of [
    await lead.get('reports.csv?from=2026-05-20&to=2026-05-20'),
    await lead.get('reports?from=2026-05-20&to=2026-05-20', { accept: 'text/csv' }),
  ]) {
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(headers.get('content-disposition')).toBe('attachment; filename="cases 2026-05-19.csv"');
    expect(text).toContain('"opened",1\r\n');
    expect(text).toContain(`"'=1+1"`);
  }
});

test.each([
  ['from=yesterday', 'from: must be a day such as 2026-05-20'],
  ['from=2026-02-30', 'from: must be a day such as 2026-05-20'],
  ['from=2026-05-20&to=2026-05-18', 'from: must not be after to'],
  ['from=0001-01-01&to=2026-05-18', 'from: must be at most 3660 days before to'],
])('%s is refused in words', async (query, message) => {
  const { status, body } = await lead.get(`reports?${query}`);
  expect([status, body.error.message]).toEqual([400, message]);
});

test.each([
  ['2026-05-20', 'Europe/London', '2026-05-19T23:00:00.000Z'],
  ['2026-01-20', 'Europe/London', '2026-01-20T00:00:00.000Z'],
  ['2026-03-08', 'America/Havana', '2026-03-08T05:00:00.000Z'],
  ['2026-05-20', 'Pacific/Kiritimati', '2026-05-19T10:00:00.000Z'],
])('%s in %s begins at %s', (day, zone, at) => expect(new Date(startOfDay(day, zone)).toISOString()).toBe(at));
