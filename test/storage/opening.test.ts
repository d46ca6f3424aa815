import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import Libsql from 'libsql';
import { Client } from 'pg';
import { explained } from '../../src/commandLine/startFaults.js';
import { readSettings } from '../../src/settings.js';
import { openDatabase } from '../../src/storage/database.js';
import { freshDatabase } from '../postgres.js';
import { startService } from '../service.js';

jest.setTimeout(60_000);
const home = mkdtempSync(join(tmpdir(), 'certdesk-opening-'));
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(home, { recursive: true, force: true });
});

/** What is said to whoever starts the service with these settings; 'open' when nothing is in the way. */
async function said(environment: Record<string, string>): Promise<string> {
  try {
    const { databaseUrl: url, dataFolder: folder } = readSettings(environment);
    const database = await openDatabase(url === null ? { folder } : { url }).catch((fault: unknown) => {
      throw explained(fault, readSettings(environment));
    });
    await database.close();
    return 'open';
  } catch (fault) {
    return (fault as Error).message;
  }
}

async function on(url: string, ...statements: string[]): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
  return url;
}

/** Something that listens and does that with each connection. @returns its port */
async function listening(serve: (socket: Socket) => void): Promise<number> {
  const server = createServer(serve);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return (server.address() as { port: number }).port;
}

test.each([
  ['p#w', '%23'],
  ['p/w', '%2F'],
  ['12/34', '%2F'],
  ['12?34', '%3F'],
  ['12#34', '%23'],
])('a password such as %s, written as it is, is refused with what to write', async (password, sign) => {
  const sentence = await said({ DATABASE_URL: `postgres://certdesk:${password}@db.internal/certdesk` });
  expect(sentence).toMatch(new RegExp(`DATABASE_URL: .*write .*${sign}`));
  expect(sentence).not.toContain(password);
});

test.each([
  ['a lone %', 'postgres://u:50%rd@h/d', 'a % as %25'],
  ['% before digits that are no text', 'postgres://u:a%ff@h/d', '%25'],
  ['a space', 'postgres://u:a b@h/d', 'a space as %20'],
  ['sslmode=prefer', 'postgres://u@h/d?sslmode=prefer', 'sslmode=verify-full, or sslmode=disable'],
  ['an sslmode that is none', 'postgres://u@h/d?sslmode=on', 'sslmode must be one of disable, require'],
  ['verify-ca without an authority', 'postgres://u@h/d?sslmode=verify-ca', 'needs sslrootcert=FILE'],
  [
    'an authority that is not there',
    'postgres://u@h/d?sslrootcert=/none.pem',
    "sslrootcert names a file that isn't there",
  ],
  ['another database', 'mysql://u@h/d', 'begins with postgres://'],
])('%s in DATABASE_URL is refused', async (_, url, sentence) => {
  expect(await said({ DATABASE_URL: url })).toContain(sentence);
  expect(await said({ DATABASE_URL: 'postgres://h/d', CERTDESK_LISTEN_URL: url })).toContain('CERTDESK_LISTEN_URL: ');
});

test('an address for listening without a database is refused', async () =>
  expect(await said({ CERTDESK_LISTEN_URL: 'postgres://h/d' })).toContain('of no use without DATABASE_URL'));

describe('with PostgreSQL', () => {
  let url: string;
  let drop: () => Promise<void>;
  beforeEach(async () => {
    ({ url, drop } = await freshDatabase());
  });
  afterEach(() => drop());
  const changed = (change: (address: URL) => void) => {
    const address = new URL(url);
    change(address);
    return address.href;
  };

  test.each<[string, () => Promise<string> | string, RegExp]>([
    ['an odd password, escaped', () => changed((at) => Object.assign(at, { password: '#/%25?@:' })), /^open$/],
    ['sslmode=disable', () => `${url}?sslmode=disable`, /^open$/],
    ['a database that shares with another kysely program', () => on(url, ...kyselysOwn), /^open$/],
    ['one that the first release made', () => firstRelease(url), /^open$/],
    [
      'a newer one',
      () => newer(url, 'certdesk_migration'),
      /newer certdesk \(step 999-later\)\. Start that version, or .*createdb/,
    ],
    [
      "a first release's with newer steps",
      () => firstRelease(url).then(() => newer(url, 'kysely_migration')),
      /newer certdesk/,
    ],
    [
      "another program's tables",
      () => on(url, 'create table keys (id int)'),
      /table "keys" of another program.*createdb NAME/,
    ],
    [
      'encryption that it has not',
      () => `${url}?sslmode=require`,
      /does not encrypt\. Turn ssl on there, or write sslmode=disable/,
    ],
    ['a database that is not there', () => changed((at) => Object.assign(at, { pathname: '/none' })), /createdb NAME/],
    [
      'a name that it refuses',
      () => changed((at) => Object.assign(at, { username: 'nobody' })),
      /refuses the name in DATABASE_URL/,
    ],
    ['a wrong port', () => changed((at) => Object.assign(at, { port: '1' })), /nothing listens there/],
    ['a host that is none', () => changed((at) => Object.assign(at, { hostname: 'db.invalid' })), /DATABASE_URL/],
  ])('%s', async (_, place, sentence) => expect(await said({ DATABASE_URL: await place() })).toMatch(sentence));

  const kyselysOwn = [
    'create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)',
    "insert into kysely_migration values ('2024-shop', '2024')",
    'create table kysely_migration_lock (id varchar(255) primary key, is_locked integer not null default 0)',
    "insert into kysely_migration_lock values ('migration_lock', 0)",
  ];

  async function newer(at: string, table: string): Promise<string> {
    if (table === 'certdesk_migration') await said({ DATABASE_URL: at });
    return on(at, `insert into ${table} values ('999-later', '2030')`);
  }

  const firstRelease = async (at: string) => {
    await said({ DATABASE_URL: at });
    return on(
      at,
      'alter table certdesk_migration rename to kysely_migration',
      'alter table certdesk_migration_lock rename to kysely_migration_lock',
    );
  };
});

test('a host by its number in brackets', async () => {
  const port = await listening((socket) => socket.destroy());
  expect(await said({ DATABASE_URL: `postgres://u@[::1]:${port}/d` })).toMatch(/DATABASE_URL/);
});

describe('a certificate', () => {
  const make = (name: string) => {
    const [key, certificate] = [join(home, `${name}.key`), join(home, `${name}.pem`)];
    const words = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`];
    const named = ['-addext', `subjectAltName=DNS:${name}`, '-keyout', key, '-out', certificate];
    execFileSync('openssl', [...words, ...named], { stdio: 'ignore' });
    return { key: readFileSync(key), cert: readFileSync(certificate), file: certificate };
  };
  /** A PostgreSQL that goes no further than its certificate: it grants encryption and then cuts the line. */
  const encrypting = (pair: { key: Buffer; cert: Buffer }) =>
    listening((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        socket.write('S');
        const secure = new TLSSocket(socket, { isServer: true, ...pair });
        secure.on('error', () => undefined);
        secure.once('data', () => secure.destroy());
      });
    });

  test.each([
    ['of an unknown authority', '?sslmode=require', /signed by nobody known here.*sslrootcert=FILE/],
    ['of an unknown authority, without sslmode=', '?sslmode=verify-full', /signed by nobody known here/],
    ['for another name', '?sslmode=verify-full&sslrootcert=FILE', /for another name.*sslmode=verify-ca/],
    ['for another name, which is not looked at', '?sslmode=verify-ca&sslrootcert=FILE', /^(?!.*certificate)/],
    ['that is not looked at', '?sslmode=no-verify', /^(?!.*certificate)/],
  ])('%s', async (_, query, sentence) => {
    const pair = make('db.example.net');
    const port = await encrypting(pair);
    const address = `postgres://u@localhost:${port}/d${query.replace('FILE', encodeURIComponent(pair.file))}`;
    expect(await said({ DATABASE_URL: address })).toMatch(sentence);
  });
});

test('a connection asks for nothing that a pooler refuses', async () => {
  const asked = new Set<string>();
  const port = await listening((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      const words = data.subarray(8).toString('latin1').split('\0');
      for (let at = 0; words[at]; at += 2) asked.add(words[at]!);
      socket.destroy();
    });
  });
  await said({ DATABASE_URL: `postgres://u@127.0.0.1:${port}/d` });
  expect([...asked].sort()).toEqual(['application_name', 'client_encoding', 'database', 'user']);
});

describe('in a folder', () => {
  test.each<[string, (folder: string) => () => void, RegExp]>([
    [
      'a file that is no database',
      (folder) => {
        writeFileSync(join(folder, 'certdesk.db'), 'a text that is longer than the head of a database '.repeat(9));
        return () => undefined;
      },
      /certdesk\.db in .* \(CERTDESK_DATA\) is no database\. Move it away, or set CERTDESK_DATA/,
    ],
    [
      'a folder in the place of the file',
      (folder) => {
        mkdirSync(join(folder, 'certdesk.db'));
        return () => undefined;
      },
      /is a folder\. .*CERTDESK_DATA/,
    ],
    [
      "another program's database",
      (folder) => {
        const other = new Libsql(join(folder, 'certdesk.db'));
        other.exec('create table conversations (mine int)');
        other.close();
        return () => undefined;
      },
      /table "conversations" of another program.*set CERTDESK_DATA to another folder/,
    ],
    [
      'a file that another program holds',
      (folder) => {
        const holder = new Libsql(join(folder, 'certdesk.db'));
        holder.exec('create table held (id int)');
        holder.exec('begin exclusive');
        return () => holder.close();
      },
      /is locked by another program\. End that, or set CERTDESK_DATA/,
    ],
  ])('%s', async (name, prepare, sentence) => {
    const folder = join(home, name.replace(/\W/g, ''));
    mkdirSync(folder);
    const release = prepare(folder);
    expect(await said({ CERTDESK_DATA: folder })).toMatch(sentence);
    release();
  });

  test('that is a file', async () => {
    writeFileSync(join(home, 'file'), '');
    expect(await said({ CERTDESK_DATA: join(home, 'file') })).toMatch(/is no folder\. Set CERTDESK_DATA/);
  });
});

test.each([
  ['no.such.host.invalid', 'HOST is no.such.host.invalid, which is no address of this machine'],
  ['192.0.2.1', 'This machine has no address 192.0.2.1. Correct HOST.'],
])('HOST=%s is named', async (HOST, sentence) => {
  const env = {
    ...{ HOST, CERTDESK_PUBLIC_URL: 'https://chat.example.net' },
    CERTDESK_SIGNING_KEY: 'hY2k0pQ7tWz4nB8vC1xM5sD9fG3jL6aE',
  };
  await expect(startService({ env })).rejects.toThrow(sentence);
});

test('HOST=[::1] is the address without its brackets', () =>
  expect(readSettings({ HOST: '[::1]' })).toMatchObject({ host: '::1' }));
