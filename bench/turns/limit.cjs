// What no service that keeps each message before it answers can be faster than: Node's own HTTP, the rows of a turn in SQLite, one commit that
// is on the disk for all that wait, and no bot, no tokens and no framework.
const { createServer } = require('node:http');
const { rmSync, mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const Libsql = require('libsql');

const folder = mkdtempSync(join(tmpdir(), 'certdesk-bench-limit-'));
const database = new Libsql(join(folder, 'limit.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('create table said (conversation text, seq integer, activity text, primary key (conversation, seq))');
database.exec('create table states (conversation text primary key, state text)');
const say = database.prepare('insert into said values (?, ?, ?)');
const keep = database.prepare(
  'insert into states values (?, ?) on conflict (conversation) do update set state = excluded.state',
);
const STATE = 'x'.repeat(2000);
const REPLY = 'x'.repeat(600);

let seq = 0;
let waiting = [];
/** Everything that has arrived by now, in one commit. */
function commit() {
  const now = waiting;
  waiting = [];
  database.exec('begin immediate');
  for (const { activity } of now) {
    say.run(activity.conversation.id, seq++, JSON.stringify(activity));
    say.run(activity.conversation.id, seq++, REPLY);
    keep.run(activity.conversation.id, STATE);
  }
  database.exec('commit');
  for (const { response } of now) {
    const body = JSON.stringify({ id: String(seq) });
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
    response.end(body);
  }
}

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (text) => {
    body += text;
  });
  request.on('end', () => {
    waiting.push({ activity: JSON.parse(body), response });
    if (waiting.length === 1) setImmediate(commit);
  });
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`limit is ready: http://127.0.0.1:${server.address().port}/\n`),
);
process.on('SIGTERM', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
