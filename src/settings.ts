import { join } from 'node:path';
import { z } from 'zod';
import {
  type DeskSettings,
  deskOf,
  deskWithoutProvider,
  linksPrinted,
  machineTokens,
  oidcIssuer,
  oidcScopes,
  roleNames,
} from './deskSettings.js';
import { Failure } from './failure.js';
import { isLoopback } from './loopback.js';
import {
  type MailSettings,
  mailFrom,
  mailServer,
  unpaired,
  type WebhookSettings,
  webhook,
  webhookSecret,
} from './noticeSettings.js';
import { faultOfAddress } from './postgresAddress.js';
import { type TeamsSettings, teamsFaults, teamsOf, teamsVariables } from './teamsSettings.js';

/** The environment, read once and checked; `.env.example` explains each variable. */
export interface Settings {
  host: string;
  /** 0 takes any that is free. */
  port: number;
  /** The embedded database and keys made once. */
  dataFolder: string;
  /** PostgreSQL's address, or null for the embedded database. */
  databaseUrl: string | null;
  /** The same database past a pooler, for hearing the other replicas; null: by `databaseUrl`. */
  listenUrl: string | null;
  /** Where browsers reach us, without a slash at the end; null: where we listen. */
  publicUrl: string | null;
  /** Other origins that may embed the chat. */
  origins: string[];
  rateFactor: number;
  /** Connections at a time; null: as many as the system's limit of open files leaves. */
  connections: number | null;
  /** Threads that the bot runs on; null: by the machine's processors. */
  botThreads: number | null;
  /** Trusted proxies in front of us: as many entries of X-Forwarded-For are believed, from the right. */
  proxies: number;
  /** The first signs our tokens, all of them verify; null: one is made once and kept. */
  signingKeys: string[] | null;
  /** What a page's own server signs its customers' names with; null: nobody signs in. */
  signInKey: string | null;
  metrics: {
    /** A port of their own, or null. */
    port: number | null;
    /** What must be sent as a bearer, or null. */
    token: string | null;
    /** Whether they are served beside all else: with a token, or where only this machine can ask. */
    onMainPort: boolean;
  };
  /** Null: no other program is told. */
  webhooks: WebhookSettings | null;
  /** Null: nobody is written to. */
  mail: MailSettings | null;
  desk: DeskSettings;
  /** Null: Teams is not served. */
  teams: TeamsSettings | null;
  logLevel: string;
  /** How many days a conversation is kept in which nothing happens any more; null: for ever. */
  keepDays: number | null;
}

const SHORTEST_KEY = 32;
/** What stands in examples and templates; nobody should run with it. */
const PLACEHOLDER = /change.?me|your.?(?:secret|key)|example|placeholder|^(.)\1+$/i;

const postgres = z.string().superRefine((text, context) => {
  const message = faultOfAddress(text);
  if (message !== null) context.addIssue({ code: 'custom', message });
});
const key = z
  .string()
  .min(SHORTEST_KEY, `must be at least ${SHORTEST_KEY} characters long; make one with: openssl rand -base64 48`)
  .refine((text) => !PLACEHOLDER.test(text), 'is a placeholder; make one with: openssl rand -base64 48');
const number = (from: number, to: number, whole: boolean) =>
  z
    .string()
    .regex(/^\d+(?:\.\d+)?$/, 'must be a number')
    .transform(Number)
    .refine(
      (value) => value >= from && value <= to && (!whole || Number.isInteger(value)),
      `must be a ${whole ? 'whole ' : ''}number from ${from} to ${to}`,
    );
const list = <T>(item: z.ZodType<T, string>) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(item));
const origin = z.string().transform((text, context) => {
  const exact = URL.canParse(text) ? new URL(text).origin : 'null';
  if (exact !== 'null' && text.replace(/\/$/, '').toLowerCase() === exact && /^https?:\/\/[^*]+$/.test(exact))
    return exact;
  context.addIssue({
    code: 'custom',
    message: `"${text}" is no origin; write it as https://www.example.com, without a path or a star`,
  });
  return z.NEVER;
});

/**
 * Where data goes unless CERTDESK_DATA says so: into the project's folder; installed as a package, whose folder an
 * update replaces, to where it is started.
 */
const home = /[\\/]node_modules[\\/]/.test(__dirname) ? process.cwd() : join(__dirname, '..');

const variables = z.object({
  // As in an address, [::1] means ::1.
  HOST: z
    .string()
    .transform((text) => text.replace(/^\[(.*)\]$/, '$1'))
    .default('127.0.0.1'),
  PORT: number(0, 65_535, true).default(3978),
  CERTDESK_DATA: z.string().default(join(home, '.certdesk')),
  DATABASE_URL: postgres.optional(),
  CERTDESK_LISTEN_URL: postgres.optional(),
  CERTDESK_PUBLIC_URL: origin.optional(),
  CERTDESK_ORIGINS: list(origin).default([]),
  CERTDESK_RATE_FACTOR: number(0.01, 1_000_000, false).default(1),
  CERTDESK_CONNECTIONS: number(10, 1_000_000, true).optional(),
  CERTDESK_BOT_THREADS: number(1, 64, true).optional(),
  CERTDESK_PROXIES: number(0, 10, true).default(0),
  CERTDESK_SIGNING_KEY: list(key)
    .refine((keys) => keys.length > 0, 'has no key in it')
    .optional(),
  CERTDESK_SIGN_IN_KEY: key.optional(),
  CERTDESK_METRICS_PORT: number(1, 65_535, true).optional(),
  CERTDESK_METRICS_TOKEN: key.optional(),
  CERTDESK_WEBHOOKS: list(webhook).default([]),
  CERTDESK_WEBHOOK_SECRET: webhookSecret.optional(),
  CERTDESK_WEBHOOK_TRANSCRIPT: z.enum(['0', '1'], 'must be 1 or 0').default('0'),
  CERTDESK_SMTP_URL: mailServer.optional(),
  CERTDESK_MAIL_FROM: mailFrom.optional(),
  CERTDESK_DESK_TOKENS: machineTokens.default([]),
  CERTDESK_DESK_LINK: linksPrinted.optional(),
  CERTDESK_OIDC_ISSUER: oidcIssuer.optional(),
  CERTDESK_OIDC_CLIENT_ID: z.string().optional(),
  CERTDESK_OIDC_CLIENT_SECRET: z.string().optional(),
  CERTDESK_OIDC_ROLES_CLAIM: z.string().default('roles'),
  CERTDESK_OIDC_ROLES: roleNames.default([]),
  CERTDESK_OIDC_SCOPES: oidcScopes.default([]),
  CERTDESK_KEEP_DAYS: number(0, 36_500, true).default(90),
  ...teamsVariables,
  CERTDESK_LOG: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
      'must be one of fatal, error, warn, info, debug, silent',
    )
    .default('info'),
});

/**
 * Reads the settings. A variable that is empty counts as absent. Outside of loopback the service must know its public
 * address (https) and be given its keys.
 * @throws {Failure} with every fault at once
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(
    Object.keys(variables.shape).map((name) => [name, environment[name]?.trim() || undefined]),
  );
  const read = variables.safeParse(given);
  const unreadable = read.success ? [] : read.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);
  const faults = [
    ...unreadable,
    ...withoutUse(given),
    ...unpaired(given),
    ...deskWithoutProvider(given),
    ...teamsFaults(given),
    ...sameKey(given),
    ...samePort(given),
    ...beyondLoopback(given),
  ];
  if (!read.success || faults.length > 0)
    throw new Failure(
      `The settings can't be used as they are (see .env.example).\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
  const { HOST, PORT, CERTDESK_DATA, DATABASE_URL, CERTDESK_PUBLIC_URL, CERTDESK_ORIGINS } = read.data;
  const { CERTDESK_METRICS_PORT: metricsPort = null, CERTDESK_METRICS_TOKEN: metricsToken = null } = read.data;
  return {
    metrics: {
      ...{ port: metricsPort, token: metricsToken },
      onMainPort: metricsPort === null && (metricsToken !== null || reachableBy(given) === null),
    },
    ...{ host: HOST, port: PORT, dataFolder: CERTDESK_DATA, databaseUrl: DATABASE_URL ?? null },
    listenUrl: read.data.CERTDESK_LISTEN_URL ?? null,
    ...{ publicUrl: CERTDESK_PUBLIC_URL?.replace(/\/+$/, '') ?? null, origins: CERTDESK_ORIGINS },
    ...{
      rateFactor: read.data.CERTDESK_RATE_FACTOR,
      connections: read.data.CERTDESK_CONNECTIONS ?? null,
      botThreads: read.data.CERTDESK_BOT_THREADS ?? null,
      proxies: read.data.CERTDESK_PROXIES,
      logLevel: read.data.CERTDESK_LOG,
      keepDays: read.data.CERTDESK_KEEP_DAYS || null,
    },
    ...noticesOf(read.data),
    desk: deskOf(read.data, reachableBy(given) === null),
    teams: teamsOf(read.data, reachableBy(given) === null && read.data.CERTDESK_PROXIES === 0),
    ...{ signingKeys: read.data.CERTDESK_SIGNING_KEY ?? null, signInKey: read.data.CERTDESK_SIGN_IN_KEY ?? null },
  };
}

/** How others than the customer's page are told of cases. */
function noticesOf(read: z.output<typeof variables>): Pick<Settings, 'webhooks' | 'mail'> {
  const { CERTDESK_WEBHOOKS: addresses, CERTDESK_WEBHOOK_SECRET: secret } = read;
  const { CERTDESK_SMTP_URL: server, CERTDESK_MAIL_FROM: from } = read;
  const transcript = read.CERTDESK_WEBHOOK_TRANSCRIPT === '1';
  return {
    webhooks: secret === undefined || addresses.length === 0 ? null : { addresses, secret, transcript },
    mail: server === undefined || from === undefined ? null : { server, from },
  };
}

/** What is set and can have no effect: somebody means something else. */
function withoutUse({
  CERTDESK_LISTEN_URL: listen,
  DATABASE_URL: database,
}: Record<string, string | undefined>): string[] {
  return listen && !database ? ['CERTDESK_LISTEN_URL: is of no use without DATABASE_URL; set that as well'] : [];
}

/** Two listeners can't share a port. */
function samePort({ PORT = '3978', CERTDESK_METRICS_PORT }: Record<string, string | undefined>): string[] {
  return PORT === CERTDESK_METRICS_PORT ? ['CERTDESK_METRICS_PORT: must be another port than PORT'] : [];
}

/** Whoever may sign customers in could make any token of ours with it, were it our own key as well. */
function sameKey({
  CERTDESK_SIGNING_KEY: ours = '',
  CERTDESK_SIGN_IN_KEY: signIn,
}: Record<string, string | undefined>): string[] {
  return signIn !== undefined && ours.split(',').some((key) => key.trim() === signIn)
    ? ['CERTDESK_SIGN_IN_KEY: must be another key than CERTDESK_SIGNING_KEY; make one with: openssl rand -base64 48']
    : [];
}

/** Why others than this machine can reach the service; null where they can't. */
function reachableBy({
  HOST: host = '127.0.0.1',
  CERTDESK_PUBLIC_URL: publicUrl,
}: Record<string, string | undefined>): string | null {
  const publicHost = publicUrl && URL.canParse(publicUrl) ? new URL(publicUrl).hostname : host;
  if (!isLoopback(host)) return `HOST is ${host}`;
  return isLoopback(publicHost) ? null : `CERTDESK_PUBLIC_URL is ${publicHost}`;
}

/** What is missing for a service that others can reach, whatever else is wrong. */
function beyondLoopback(given: Record<string, string | undefined>): string[] {
  const { CERTDESK_PUBLIC_URL: publicUrl, CERTDESK_SIGNING_KEY: signingKey } = given;
  const why = reachableBy(given);
  if (why === null) return [];
  return [
    ...(publicUrl ? [] : [`CERTDESK_PUBLIC_URL: must be set, because ${why}, which others can reach`]),
    ...(publicUrl?.startsWith('http:')
      ? [`CERTDESK_PUBLIC_URL: must begin with https://, because ${why}, which others can reach`]
      : []),
    ...(signingKey
      ? []
      : [`CERTDESK_SIGNING_KEY: must be set, because ${why}; make one with: openssl rand -base64 48`]),
  ];
}
