import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';

/** The rooms that each room may look into; everyone may look into what knowledge is (types, say, fill). */
const arrows: Record<string, string[]> = {
  main: ['commandLine', 'failure'],
  commandLine: [
    ...[
      'service',
      'desk',
      'cases',
      'openEditions',
      'terminal',
      'deskHere',
      'assistant',
      'newCaseId',
      'server',
      'channels',
      'bot',
    ],
    ...['conversation', 'turn'],
    ...['forms', 'matching', 'reading', 'languages', 'text', 'certificates', 'delivery', 'storage', 'knowledge'],
    ...['settings', 'failure'],
  ],
  service: [
    ...['openEditions', 'stopService', 'newCaseId', 'server', 'channels', 'desk', 'turn', 'delivery', 'storage'],
    ...['settings', 'cases', 'deskService', 'deskWork', 'teamsService'],
  ],
  deskWork: ['channels', 'desk', 'turn', 'cases', 'delivery', 'storage', 'settings'],
  teamsService: ['channels', 'turn', 'cases', 'storage', 'teamsSettings', 'teamsAgents', 'teamsFiles'],
  teamsFiles: ['channels', 'cases', 'delivery', 'storage'],
  teamsAgents: ['channels', 'turn', 'cases', 'storage', 'teamsAgentsPlace'],
  teamsAgentsPlace: [],
  deskService: ['openEditions', 'server', 'desk', 'storage', 'settings'],
  deskHere: [
    'caseKnowledgeOf',
    'openingOf',
    'editionHere',
    'assistant',
    'newCaseId',
    'turn',
    'desk',
    'cases',
    'storage',
  ],
  terminal: ['cases', 'editionHere', 'assistant', 'channels', 'turn', 'storage'],
  stopService: ['deskWork', 'openEditions', 'channels', 'desk', 'turn', 'delivery', 'storage'],
  openEditions: ['botOnThread', 'turn', 'failure'],
  botOnThread: ['editionHere', 'assistant', 'turn', 'failure'],
  editionHere: ['caseKnowledgeOf', 'openingOf', 'assistant', 'turn', 'bot'],
  caseKnowledgeOf: ['cases'],
  openingOf: ['turn'],
  assistant: ['forms', 'matching', 'languages', 'knowledge', 'failure', 'progressLine'],
  server: ['channels', 'desk', 'turn', 'storage', 'settings', 'loopback', 'failure', 'refusal', 'markup'],
  desk: ['turn', 'cases', 'delivery', 'storage', 'refusal', 'markup'],
  channels: ['turn', 'bot', 'cases', 'delivery', 'storage', 'refusal', 'botbuilder'],
  turn: ['bot', 'cases', 'delivery', 'certificates', 'languages', 'storage', 'failure', 'botbuilder'],
  bot: [
    ...['conversation', 'forms', 'matching', 'reading', 'languages', 'text', 'cases', 'certificates', 'botbuilder'],
  ],
  delivery: ['storage', 'loopback', 'mailAddress'],
  storage: ['failure'],
  conversation: ['forms', 'matching', 'reading', 'languages', 'text'],
  cases: [],
  forms: ['reading', 'languages', 'text'],
  matching: ['reading', 'languages', 'text'],
  reading: ['languages', 'text'],
  languages: ['text'],
  text: [],
  certificates: ['languages', 'text'],
  knowledge: ['text'],
  settings: ['deskSettings', 'noticeSettings', 'teamsSettings', 'loopback', 'postgresAddress', 'failure'],
  deskSettings: ['desk', 'loopback'],
  noticeSettings: ['loopback', 'mailAddress'],
  teamsSettings: ['languages', 'loopback', 'teamsAgentsPlace'],
  loopback: [],
  mailAddress: [],
  postgresAddress: [],
  failure: [],
  refusal: [],
  markup: [],
  progressLine: [],
  newCaseId: [],
  web: [],
};
/** What storage implements: the rooms beside it say what they need kept, it knows how. */
const ports = [
  ...['cases/case', 'cases/caseStore', 'cases/history', 'delivery/givenUp', 'delivery/letters', 'delivery/notice'],
  ...['turn/turnStore', 'desk/deskStore', 'cases/typicalWait', 'cases/report', 'cases/removed', 'delivery/notices'],
  ...['channels/teams/reference', 'delivery/laneLetters', 'channels/teams/sentToTeams'],
  'channels/teams/agents/threads',
  'channels/teams/files/fileJobs',
];
/** The packages that know SQL. */
const databases = ['kysely', 'pg', 'libsql'];
/** Nothing here may touch files, sockets, Bot Framework or a clock of its own. */
const pure = new Set(['conversation', 'cases', 'forms', 'reading', 'languages', 'text']);
/** What the browser may take from the program (docs/decisions/0009): it and all that it imports is for a browser too. */
const forBrowsers = ['certificates/secrets', 'languages/en/removedNotes'];
/** Types alone, of what goes between the desk's pages and the service. */
const wire = ['desk/wire'];
/** What everyone may read of knowledge: what it is, how a sentence of it is said, how a fault names its place. */
const shared = [
  ...['desk', 'entry', 'example', 'facts', 'fault', 'form', 'gate', 'knowledge', 'origin', 'sayings', 'words'],
  ...['say', 'fill', 'sheet', 'teamsSayings', 'pageSayings'],
].map((file) => `knowledge/${file}`);

const root = join(__dirname, '..', 'src');

/** `src`'s files as paths from it, with forward slashes. */
function files(): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('kernel'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** The modules that a file's text imports, whichever way: statically, as types, re-exported, or when it runs. */
function importsOf(text: string): string[] {
  return [...text.matchAll(/\b(?:from|import|require)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '');
}

const roomOf = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : path.replace(/\.[jt]s$/, ''));

/** Why a file may not import a module; `null` where it may. */
function breach(file: string, module: string): string | null {
  const room = roomOf(file);
  const allowed = arrows[room];
  if (!allowed) return `${file}: "${room}" is no room that this test knows`;
  if (!module.startsWith('.')) {
    if (module.startsWith('botbuilder') && !allowed.includes('botbuilder')) return `${file} imports Bot Framework`;
    if (databases.includes(module) && room !== 'storage')
      return `${file} imports ${module}, but only storage/ knows SQL`;
    return module.startsWith('node:') && pure.has(room) ? `${file} imports ${module}, but ${room}/ is pure` : null;
  }
  const target = posix.join(dirname(file), module).replace(/\.js$/, '');
  const other = roomOf(target);
  if (other === room || allowed.includes(other) || shared.includes(target)) return null;
  if (room === 'storage' && ports.includes(target)) return null;
  if (room === 'web' && [...forBrowsers, ...wire].includes(target)) return null;
  return `${file} imports ${target}: ${room}/ may not look into ${other}/`;
}

const all = files().map((file) => [file, importsOf(readFileSync(join(root, file), 'utf8'))] as const);

test('every file imports only to the right', () => {
  expect(all.flatMap(([file, modules]) => modules.flatMap((module) => breach(file, module) ?? []))).toEqual([]);
});

test('Bot Framework is in bot/, turn/ and channels/ only', () => {
  const rooms = Object.keys(arrows).filter((room) => arrows[room]!.includes('botbuilder'));
  expect(rooms.sort()).toEqual(['bot', 'channels', 'turn']);
});

test('no query is made outside of storage/', () => {
  const queries = /\.(?:selectFrom|insertInto|updateTable|deleteFrom|prepare)\(|\bsql`/;
  const outside = all.map(([file]) => file).filter((file) => roomOf(file) !== 'storage');
  expect(outside.filter((file) => queries.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

test('what the browser takes needs neither Node nor a package', () => {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const module of importsOf(readFileSync(join(root, `${file}.ts`), 'utf8'))) {
      expect(`${file} imports ${module}`).toMatch(/ imports \./);
      visit(posix.join(dirname(file), module).replace(/\.js$/, ''));
    }
    expect(`${file}: ${readFileSync(join(root, `${file}.ts`), 'utf8')}`).not.toMatch(
      /\b(?:Buffer|process|require)\b[.(]/,
    );
  };
  for (const file of forBrowsers) visit(file);
  expect(seen).toContain('certificates/armouredKeys');
});

test('nothing imports itself by a detour', () => {
  const graph = new Map(
    all.map(([file, modules]) => [
      file.replace(/\.tsx?$/, ''),
      modules
        .filter((module) => module.startsWith('.'))
        .map((module) => posix.join(dirname(file), module).replace(/\.js$/, '')),
    ]),
  );
  const done = new Set<string>();
  const detour = (file: string, way: string[]): string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of graph.get(file) ?? []) {
      const found = detour(next, [...way, file]);
      if (found) return found;
    }
    done.add(file);
    return null;
  };
  expect([...graph.keys()].map((file) => detour(file, [])).filter((way) => way !== null)).toEqual([]);
});

describe('the check sees a breach', () => {
  test.each([
    ['languages/en/dates/weekdayDate.ts', '../../../reading/date.js'],
    ['text/words.ts', '../languages/language.js'],
    ['reading/hostName.ts', '../forms/decide.js'],
    ['forms/decide.ts', '../conversation/route.js'],
    ['forms/decide.ts', 'node:fs'],
    ['conversation/understand.ts', 'botbuilder'],
    ['conversation/understand.ts', '../bot/replies.js'],
    ['matching/encoder/encoder.ts', '../../forms/decide.js'],
    ['knowledge/read/readKnowledge.ts', '../../reading/date.js'],
    ['cases/case.ts', '../storage/database.js'],
    ['storage/storedTurns.ts', '../turn/turns.js'],
    ['storage/transcript.ts', 'botbuilder'],
    ['service.ts', 'botbuilder'],
    ['turn/turns.ts', 'kysely'],
    ['channels/directline/streamHub.ts', 'pg'],
    ['delivery/outbox.ts', '../channels/channel.js'],
    ['attic/old.ts', './older.js'],
    ['web/chat/privateKey.ts', '../../turn/withoutSecrets.js'],
    ['web/chat/privateKey.ts', '../../certificates/keyDer.js'],
  ])('%s may not import %s', (file, module) => {
    expect(breach(file, module)).not.toBeNull();
  });

  test.each([
    "import { a } from './x.js'",
    "import type { A } from './x.js'",
    "export { a } from './x.js'",
    "await import('./x.js')",
    "import './x.js'",
  ])('of %s as well', (text) => {
    expect(importsOf(text)).toEqual(['./x.js']);
  });
});
