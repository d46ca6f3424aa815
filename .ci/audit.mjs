// Fails when a package that the service runs with has a high or critical advisory that nobody accepted with a reason and a date.
// advisories.json lists advisories: each forbids the versions from `from` up to, and without, `below`, unless it has a `reason` and is
// accepted `until` a day. The registry's own list is asked for as well; where it doesn't answer, ours is what there is.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const { values: given } = parseArgs({
  options: {
    list: { type: 'string', default: join(here, 'advisories.json') },
    lock: { type: 'string', default: join(here, '..', 'package-lock.json') },
    report: { type: 'string' },
    today: { type: 'string', default: new Date().toISOString().slice(0, 10) },
  },
});
const GRAVE = new Set(['high', 'critical']);
/** Whoever accepts an advisory looks at it again within half a year. */
const LONGEST_DAYS = 183;

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const list = read(given.list);
const locked = Object.entries(read(given.lock).packages)
  .filter(([path, { dev }]) => path !== '' && !dev)
  .map(([path, { version }]) => ({ name: path.split('node_modules/').at(-1), version }));

const parts = (version) => version.split('-')[0].split('.').map(Number);
function before(one, other) {
  const [a, b] = [parts(one), parts(other)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at >= 0 && a[at] < b[at];
}
const affects = ({ package: name, from, below }, one) =>
  one.name === name && !before(one.version, from) && before(one.version, below);
const accepted = ({ reason, until }) => Boolean(reason) && until !== undefined && given.today <= until;

function faultsOfList() {
  const day = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  const number = (text) => /^\d+\.\d+\.\d+$/.test(text ?? '');
  return list.flatMap((entry) => {
    const { advisory, package: name, from, below, reason, until } = entry;
    const where = `${advisory} (${name})`;
    if (!advisory || !name || !number(from) || !number(below))
      return [`${where}: needs advisory, package, from and below`];
    if ((reason === undefined) !== (until === undefined))
      return [`${where}: an accepted advisory needs a reason and a date until`];
    if (until === undefined) return [];
    if (!day(until)) return [`${where}: until is no day`];
    if ((Date.parse(until) - Date.parse(given.today)) / 86_400_000 > LONGEST_DAYS)
      return [`${where}: accepted for more than ${LONGEST_DAYS} days`];
    return locked.some((one) => affects(entry, one))
      ? []
      : [`${where}: accepted, and no locked version is affected: take it out`];
  });
}

/** What our own list says of the versions in the lock file. */
function faultsOfLock() {
  return list
    .filter((entry) => GRAVE.has(entry.severity) && !accepted(entry))
    .flatMap((entry) => locked.filter((one) => affects(entry, one)).map((one) => ({ entry, one })))
    .map(({ entry, one }) => {
      const why = entry.until === undefined ? 'not accepted' : `accepted only until ${entry.until}`;
      return `${one.name} ${one.version}: ${entry.advisory} (${entry.severity}), ${why}`;
    });
}

/** What the registry says, or null where it can't be asked. */
function registryReport() {
  const text = given.report
    ? readFileSync(given.report, 'utf8')
    : spawnSync('npm', ['audit', '--omit=dev', '--json'], { cwd: join(here, '..'), encoding: 'utf8', timeout: 60_000 })
        .stdout;
  try {
    return JSON.parse(text).vulnerabilities ?? null;
  } catch {
    return null;
  }
}

function faultsOfReport(vulnerabilities) {
  const advisories = Object.values(vulnerabilities).flatMap(({ via }) => via.filter((one) => typeof one === 'object'));
  const faults = advisories
    .filter(({ severity }) => GRAVE.has(severity))
    .map(({ name, severity, title, url = '' }) => ({ name, severity, title, id: url.split('/').at(-1) }))
    .filter(({ name, id }) => !list.some((entry) => entry.advisory === id && entry.package === name && accepted(entry)))
    .map(({ name, severity, title, id }) => `${name}: ${id} (${severity}), not accepted: ${title}`);
  return [...new Set(faults)];
}

const report = registryReport();
if (report === null)
  console.log('The registry does not answer: the lock file is compared with .ci/advisories.json alone.');
const faults = [...faultsOfList(), ...faultsOfLock(), ...(report === null ? [] : faultsOfReport(report))];
for (const fault of faults) console.log(`audit: ${fault}`);
if (faults.length === 0) console.log(`audit: nothing grave in ${locked.length} packages`);
process.exitCode = faults.length === 0 ? 0 : 1;
