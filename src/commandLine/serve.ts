import { Failure, UsageError } from '../failure.js';
import { captureConsole, describeFault, openLog } from '../server/logs.js';
import { openService } from '../service.js';
import { readSettings, type Settings } from '../settings.js';
import type { Command } from './command.js';
import { readFlags } from './flags.js';

/** `serve`: the web chat, until SIGTERM or Ctrl-C. Standard output has one line, the address of the customer's page. */
export async function serve({ knowledgeFolder, rest }: Command): Promise<number> {
  const flags = readFlags(rest, [], 'serve');
  if (flags.words.length > 0)
    throw new UsageError('serve takes no words; its settings are in the environment, see .env.example.');
  const settings = readSettings(process.env);
  // What is written holds conversations and keys: nobody else on this machine reads it.
  process.umask(0o077);
  const log = openLog(settings.logLevel);
  captureConsole(log);
  // The last resort: one customer's odd request must not end everybody's service.
  process.on('uncaughtException', (fault) => log.fatal({ fault: describeFault(fault) }, 'a fault that nobody handled'));
  process.on('unhandledRejection', (fault) =>
    log.fatal({ fault: describeFault(fault) }, 'a fault that nobody handled'),
  );
  const service = await openService(settings, { knowledgeFolder, log }).catch((fault: unknown) => {
    throw cantStart(fault, settings);
  });
  process.stdout.write(`certdesk is ready: ${service.page}\n`);
  const signal = await new Promise<string>((came) => {
    // A second signal changes nothing: the stop goes on.
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => came(name));
    whenNpmIsGone(() => came('npm is gone'));
  });
  log.info({ signal }, 'stopping');
  await service.stop();
  log.info('stopped');
  return 0;
}

const LOOK_MS = 300;

/** `npm start` runs us in a shell that passes no signal on: who stops npm would leave us behind. */
function whenNpmIsGone(stop: () => void): void {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    stop();
  }, LOOK_MS);
  looking.unref();
}

/** What keeps the service from starting, by the system's code, in words for whoever starts it. */
const causes: Record<string, (settings: Settings) => string> = {
  EADDRINUSE: ({ host, port }) =>
    `Port ${port} on ${host} is in use by another program. Set PORT to another one, or 0 for any that is free.`,
  EACCES: ({ host, port, dataFolder }) =>
    `This user may not listen on ${host}:${port} (PORT), or not write to ${dataFolder} (CERTDESK_DATA).`,
  EADDRNOTAVAIL: ({ host }) => `This machine has no address ${host}. Correct HOST.`,
  EEXIST: ({ dataFolder }) => `${dataFolder} is no folder. Set CERTDESK_DATA to one.`,
  ENOTDIR: ({ dataFolder }) => `${dataFolder} is no folder. Set CERTDESK_DATA to one.`,
  EROFS: ({ dataFolder }) => `${dataFolder} can't be written to. Set CERTDESK_DATA to a folder of your own.`,
  ENOSPC: ({ dataFolder }) => `The disk that holds ${dataFolder} is full.`,
  ECONNREFUSED: () => 'PostgreSQL does not answer at DATABASE_URL: nothing listens there.',
  ENOTFOUND: () => "PostgreSQL's host in DATABASE_URL is not known.",
  ETIMEDOUT: () => 'PostgreSQL does not answer at DATABASE_URL.',
  // PostgreSQL's own (its manual, appendix A).
  '28P01': () => 'PostgreSQL refuses the name or password in DATABASE_URL.',
  '28000': () => 'PostgreSQL refuses the name in DATABASE_URL.',
  '3D000': () => 'The database that DATABASE_URL names does not exist. Make it first: createdb NAME.',
  '42501': () => "DATABASE_URL's user may not make tables. Grant it CREATE on the schema.",
};

function cantStart(fault: unknown, settings: Settings): unknown {
  if (fault instanceof Failure) return fault;
  for (let cause: unknown = fault; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== undefined && Object.hasOwn(causes, code)) return new Failure(causes[code]!(settings));
  }
  const what = fault instanceof Error ? fault.message : String(fault);
  return new Failure(`The service can't start: ${what}`);
}
