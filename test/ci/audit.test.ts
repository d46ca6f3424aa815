import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ci = join(__dirname, '..', '..', '.ci');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'certdesk-audit-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What npm prints when the registry can't be asked. */
const silence = { message: 'request failed', error: { summary: '', detail: '' } };
/** What it prints of one advisory. */
const told = (severity: string, id = 'GHSA-aaaa-bbbb-cccc') => ({
  auditReportVersion: 2,
  vulnerabilities: {
    parser: {
      name: 'parser',
      severity,
      via: [{ name: 'parser', severity, title: 'Something bad', url: `https://advisories.example/${id}` }, 'another'],
    },
    another: { name: 'another', severity, via: ['parser'] },
  },
});
const entry = { advisory: 'GHSA-aaaa-bbbb-cccc', package: 'parser', severity: 'high', from: '1.0.0', below: '1.10.0' };
const waived = { ...entry, reason: 'only used in the build', until: '2026-06-30' };

function audit({
  list = [] as object[],
  report = silence as object,
  version = '1.9.3',
  dev = false,
  today = '2026-05-20',
} = {}) {
  const file = (name: string, content: object) => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  const lock = { packages: { '': {}, 'node_modules/a/node_modules/parser': { version, ...(dev ? { dev } : {}) } } };
  const words = [
    ...['--list', file('list.json', list), '--lock', file('lock.json', lock)],
    ...['--report', file('report.json', report), '--today', today],
  ];
  const { status, stdout } = spawnSync(process.execPath, [join(ci, 'audit.mjs'), ...words], { encoding: 'utf8' });
  return { status, stdout };
}

const good = { auditReportVersion: 2, vulnerabilities: {} };
test.each<[string, Parameters<typeof audit>[0]]>([
  ['nothing known', { report: good }],
  ['nothing known, and the registry silent', {}],
  ['a moderate advisory', { report: told('moderate') }],
  ['a high one, accepted with a reason and a date', { report: told('high'), list: [waived] }],
  ['on the last day of its date', { report: told('high'), list: [waived], today: '2026-06-30' }],
  ['the registry silent, an accepted version locked', { list: [waived] }],
  ['the registry silent, a version that was mended', { list: [entry], version: '1.10.0' }],
  ['the registry silent, a version from before the fault', { list: [entry], version: '0.9.0' }],
  ['the registry silent, an affected version for development only', { list: [entry], dev: true }],
])('%s passes', (_, given) => expect(audit(given)).toMatchObject({ status: 0 }));

test.each<[string, Parameters<typeof audit>[0], RegExp]>([
  ['a high advisory', { report: told('high') }, /parser: GHSA-aaaa-bbbb-cccc \(high\), not accepted: Something bad/],
  ['a critical one', { report: told('critical') }, /\(critical\), not accepted/],
  [
    'one that is accepted in another package',
    { report: told('high'), list: [{ ...waived, package: 'a' }] },
    /parser: GHSA/,
  ],
  ['another one than the accepted', { report: told('high', 'GHSA-x'), list: [waived] }, /GHSA-x/],
  [
    'one whose date is over',
    { report: told('high'), list: [waived], today: '2026-07-01' },
    /accepted only until 2026-06-30/,
  ],
  ['the registry silent, a date that is over', { list: [waived], today: '2026-07-01' }, /parser 1\.9\.3: .*only until/],
  [
    'the registry silent, an affected version',
    { list: [entry] },
    /parser 1\.9\.3: GHSA-aaaa-bbbb-cccc \(high\), not accepted/,
  ],
  ['accepted without a reason', { list: [{ ...entry, until: '2026-06-30' }] }, /needs a reason and a date/],
  ['accepted without a date', { list: [{ ...entry, reason: 'x' }] }, /needs a reason and a date/],
  ['accepted for years', { list: [{ ...waived, until: '2028-01-01' }] }, /more than 183 days/],
  ['accepted, and nothing is affected any more', { list: [waived], version: '1.10.1' }, /take it out/],
  ['an entry without versions', { list: [{ advisory: 'x', package: 'y' }] }, /needs advisory, package, from and below/],
])('supply chain: %s fails', (_, given, why) => {
  const { status, stdout } = audit(given);
  expect(status).toBe(1);
  expect(stdout).toMatch(why);
});

test('supply chain: the project passes by its own list, and a failing audit ends the run as failed', () => {
  const report = join(folder, 'silence.json');
  writeFileSync(report, JSON.stringify(silence));
  const { status, stdout } = spawnSync(process.execPath, [join(ci, 'audit.mjs'), '--report', report], {
    encoding: 'utf8',
  });
  expect([status, stdout]).toEqual([0, expect.stringContaining('nothing grave in')]);
  expect(readFileSync(join(ci, 'run'), 'utf8')).toMatch(/^node \.ci\/audit\.mjs \|\| finish 0 1$/m);
});
