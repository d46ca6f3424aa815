import { Failure } from '../failure.js';
import type { Settings } from '../settings.js';
import type { SchemaFault } from '../storage/migrateDatabase.js';

/** What is known of a fault: the system's own (`syscall`, `hostname`), Node's, a database's, ours. */
type Coded = Error & NodeJS.ErrnoException & { hostname?: string };
type Cause = (settings: Settings, fault: Coded) => string;

const database = ({ databaseUrl, dataFolder }: Settings) =>
  databaseUrl === null ? `The database in ${dataFolder} (CERTDESK_DATA)` : 'The database that DATABASE_URL names';
const another = ({ databaseUrl }: Settings) =>
  databaseUrl === null ? 'set CERTDESK_DATA to another folder' : 'make one (createdb NAME) and name it in DATABASE_URL';
const file = ({ dataFolder }: Settings) => `certdesk.db in ${dataFolder} (CERTDESK_DATA)`;
const noFolder: Cause = ({ dataFolder }) => `${dataFolder} is no folder. Set CERTDESK_DATA to one.`;
const unknownAuthority: Cause = () =>
  'The certificate of the PostgreSQL at DATABASE_URL is signed by nobody known here. ' +
  "Name the authority's file there: sslrootcert=FILE.";

/** What keeps a verb from starting, by the fault's code: what is wrong, which setting it is, and the way out. */
const causes: Record<string, Cause> = {
  EADDRINUSE: ({ host, port }) =>
    `Port ${port} on ${host} is in use by another program. Set PORT to another one, or 0 for any that is free.`,
  EADDRNOTAVAIL: ({ host }) => `This machine has no address ${host}. Correct HOST.`,
  EACCES: ({ host, port, dataFolder }, { syscall }) =>
    syscall === 'listen'
      ? `This user may not listen on ${host}:${port}. Set PORT to 1024 or more.`
      : `This user may not write to ${dataFolder}. Set CERTDESK_DATA to a folder of its own.`,
  EPERM: ({ dataFolder }) => `This user may not write to ${dataFolder}. Set CERTDESK_DATA to a folder of its own.`,
  ENOTFOUND: ({ host }, { hostname }) =>
    hostname === host
      ? `HOST is ${host}, which is no address of this machine. Set it to one, or to 127.0.0.1.`
      : "PostgreSQL's host in DATABASE_URL is not known. Correct it.",
  EAI_AGAIN: () =>
    "PostgreSQL's host in DATABASE_URL can't be looked up now. Correct it, or wait for the name service.",
  // The data folder and its file.
  EEXIST: noFolder,
  ENOTDIR: noFolder,
  EISDIR: (settings) => `${file(settings)} is a folder. Move it away, or set CERTDESK_DATA to another folder.`,
  EROFS: ({ dataFolder }) => `${dataFolder} can't be written to. Set CERTDESK_DATA to a folder of your own.`,
  ENOSPC: ({ dataFolder }) => `The disk that holds ${dataFolder} (CERTDESK_DATA) is full. Make room.`,
  SQLITE_BUSY: (settings) =>
    `${file(settings)} is locked by another program. End that, or set CERTDESK_DATA to another folder.`,
  SQLITE_NOTADB: (settings) =>
    `${file(settings)} is no database. Move it away, or set CERTDESK_DATA to another folder.`,
  SQLITE_CORRUPT: (settings) => `${file(settings)} is damaged. Put a backup in its place (docs/operating.md).`,
  SQLITE_READONLY: (settings) => `${file(settings)} can't be written to. Give it to this user, or set CERTDESK_DATA.`,
  SQLITE_FULL: ({ dataFolder }) => `The disk that holds ${dataFolder} (CERTDESK_DATA) is full. Make room.`,
  NEWER_SCHEMA: (settings, fault) =>
    `${database(settings)} was changed by a newer certdesk (step ${(fault as SchemaFault).detail}). ` +
    `Start that version, or ${another(settings)}.`,
  FOREIGN_SCHEMA: (settings, fault) =>
    `${database(settings)} has a table "${(fault as SchemaFault).detail}" of another program. ` +
    `certdesk needs a database without it: ${another(settings)}.`,
  // The way to PostgreSQL.
  ECONNREFUSED: () =>
    'PostgreSQL does not answer at DATABASE_URL: nothing listens there. Start it, or correct the port.',
  ETIMEDOUT: () => 'PostgreSQL does not answer at DATABASE_URL. Correct the host, or let this machine through to it.',
  ECONNRESET: () => 'What listens at DATABASE_URL cuts the connection. Correct its port, or its sslmode.',
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  ERR_TLS_CERT_ALTNAME_INVALID: () =>
    'The certificate of the PostgreSQL at DATABASE_URL is for another name. ' +
    'Write that name as the host, or sslmode=verify-ca.',
  CERT_HAS_EXPIRED: () => 'The certificate of the PostgreSQL at DATABASE_URL has expired. Renew it there.',
  // PostgreSQL's own (its manual, appendix A).
  '08P01': (_, { message }) => `What answers at DATABASE_URL refuses the connection (${message}). Correct the address.`,
  '28P01': () => 'PostgreSQL refuses the name or password in DATABASE_URL. Correct them.',
  '28000': () =>
    'PostgreSQL refuses the name in DATABASE_URL, or a connection from here ' +
    '(its pg_hba.conf; where that wants encryption: sslmode=verify-full).',
  '3D000': () => 'The database that DATABASE_URL names does not exist. Make it first: createdb NAME.',
  '42501': () => "DATABASE_URL's user may not make tables. Grant it CREATE on the schema.",
  '42P07': (settings) => `${database(settings)} has a table of another program. Instead, ${another(settings)}.`,
  '25006': () => 'The PostgreSQL at DATABASE_URL only reads (a standby). Name the primary.',
  '53300': () =>
    'PostgreSQL at DATABASE_URL has no connection left. Raise its max_connections, or put PgBouncer in front.',
  '57P03': () => 'The PostgreSQL at DATABASE_URL is starting or stopping. Try again in a moment.',
};

/** Faults that pg gives no code, by their whole text. */
const codeless: Record<string, Cause> = {
  'The server does not support SSL connections': () =>
    'The PostgreSQL at DATABASE_URL does not encrypt. ' +
    'Turn ssl on there, or write sslmode=disable where the way is private.',
  'timeout exceeded when trying to connect': (settings, fault) => causes.ETIMEDOUT!(settings, fault),
  'Connection terminated due to connection timeout': (settings, fault) => causes.ETIMEDOUT!(settings, fault),
};

/** A fault at the start in words for whoever starts it; what isn't known is passed on with the database's own words. */
export function explained(fault: unknown, settings: Settings): Failure {
  if (fault instanceof Failure) return fault;
  const chain = chainOf(fault);
  for (const one of chain) {
    const { code = '', message } = one;
    if (Object.hasOwn(causes, code)) return new Failure(causes[code]!(settings, one));
    if (Object.hasOwn(codeless, message)) return new Failure(codeless[message]!(settings, one));
  }
  return new Failure(`The service can't start: ${chain[0]?.message ?? String(fault)}`);
}

/** A fault, of several tries at once each (a host with two addresses), and what caused it. */
function chainOf(fault: unknown): Coded[] {
  if (typeof fault !== 'object' || fault === null) return [];
  const { errors = [], cause } = fault as { errors?: unknown[]; cause?: unknown };
  return [fault as Coded, ...errors.flatMap(chainOf), ...chainOf(cause)];
}
