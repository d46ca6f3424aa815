// Loaded before the service (node -r) by the tests of faults: puts faults between the program and its database, as CERTDESK_TEST_FAULTS says (see
// faultyService.ts). The program itself knows nothing of it: it is given another dialect.
const { appendFileSync, writeSync } = require('node:fs');
const { join } = require('node:path');
const { randomUUID } = require('node:crypto');
const { isMainThread } = require('node:worker_threads');

const { strike, from, off = [], record } = JSON.parse(process.env.CERTDESK_TEST_FAULTS ?? '{}');

// Faults begin with the first request: a service that dies while it starts is another test.
let armed = from === 'start';
let met = 0;
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (text, ...rest) => {
  if (String(text).includes('ready')) armed = true;
  return write(text, ...rest);
};

/** What of a defence a statement carries is taken out of it; the rest of the program goes on as if it were there. */
const without = {
  deduplication: (query) =>
    /^insert into "inbox"/.test(query.sql)
      ? { ...query, parameters: query.parameters.map((value, index) => (index === 1 ? randomUUID() : value)) }
      : /left join inbox/.test(query.sql)
        ? { ...query, parameters: [query.parameters[0], null] }
        : query,
  transaction: (query) =>
    /^(?:begin|start transaction|commit|rollback|savepoint|release)/i.test(query.sql) ? null : query,
  version: (query) => {
    // The version that was read is still sent, and says nothing any more.
    const says = query.sql.replace(/(?<= and )"?version"? = (\$\d+|\?)/, 'cast($1 as bigint) is not null');
    return query.sql.includes('conversations') ? { ...query, sql: says } : query;
  },
};

/** Whether this is the statement that strikes: the n-th that begins so, and behind such a one in its transaction. */
function isStruck(sql, earlier) {
  if (!armed || !strike || !sql.startsWith(strike.at)) return false;
  if (strike.behind && !earlier.some((one) => one.startsWith(strike.behind))) return false;
  met += 1;
  return met === (strike.nth ?? 1);
}

function struck(sql, when) {
  if (strike.when !== when) return;
  writeSync(2, `struck ${when} ${sql.slice(0, 60)}\n`);
  process.kill(process.pid, strike.by ?? 'SIGKILL');
  // A signal to oneself may take effect a moment later: nothing more may happen until then.
  for (const until = Date.now() + 200; Date.now() < until; );
}

class FaultyConnection {
  /** The statements of this transaction so far. */
  earlier = [];

  constructor(connection) {
    this.connection = connection;
  }

  async executeQuery(query) {
    if (armed && record) appendFileSync(record, `${query.sql.replaceAll('\n', ' ')}\n`);
    if (/^(?:begin|start transaction)/i.test(query.sql)) this.earlier = [];
    const strikes = isStruck(query.sql, this.earlier);
    this.earlier.push(query.sql);
    if (strikes) struck(query.sql, 'before');
    let changed = query;
    for (const defence of off) changed = changed && without[defence](changed);
    try {
      return changed ? await this.connection.executeQuery(changed) : { rows: [] };
    } finally {
      // Also after one that failed, as a look for a table that isn't there.
      if (strikes) struck(query.sql, 'after');
    }
  }

  streamQuery(query, chunk) {
    return this.connection.streamQuery(query, chunk);
  }
}

/** The driver with its connections wrapped. */
function faulty(dialect) {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => {
      const driver = dialect.createDriver();
      return {
        init: () => driver.init(),
        destroy: () => driver.destroy(),
        acquireConnection: async () => new FaultyConnection(await driver.acquireConnection()),
        releaseConnection: ({ connection }) => driver.releaseConnection(connection),
        beginTransaction: (connection, settings) => driver.beginTransaction(connection, settings),
        commitTransaction: (connection) => driver.commitTransaction(connection),
        rollbackTransaction: (connection) => driver.rollbackTransaction(connection),
      };
    },
  };
}

// The bot's threads, which are started with the same words, have no database.
if (isMainThread) {
  const database = require(join(__dirname, '..', '..', 'dist', 'storage', 'database.js'));
  const open = database.openDatabase;
  database.openDatabase = (place) => open(place, faulty);
}
