import { join } from 'node:path';
import { UsageError } from '../failure.js';
import { OpenEditions } from '../openEditions.js';
import { captureConsole, describeFault, openLog } from '../server/logs.js';
import { readSettings } from '../settings.js';
import type { Command } from './command.js';
import { readFlags } from './flags.js';
import { hangsUp, renew, takeReloads } from './reload.js';
import { explained } from './startFaults.js';

/**
 * `serve`: the web chat, until SIGTERM or Ctrl-C. Standard output has one line, the address of the customer's page; on this
 * machine alone it is followed by links by which agents sign in to the desk.
 */
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
  const started = endWhileStarting();
  const reload = takeReloads();
  const closing = new AbortController();
  const editions = OpenEditions.open(
    {
      ...{ knowledgeFolder, threads: settings.botThreads, keepIn: join(settings.dataFolder, 'index') },
      onLoss: (fault) => log.error({ fault: describeFault(fault) }, 'a thread of the bot was lost'),
      onConsole: (method) => log.warn({ console: method }, 'a library wrote to the console'),
    },
    closing,
  );
  // Whoever awaits it below is told; until then nobody is.
  editions.catch(() => undefined);
  // Loaded while the bot's thread opens the knowledge.
  const { openService } = await import('../service.js');
  const service = await openService(settings, { editions, closing, log }).catch((fault: unknown) => {
    throw explained(fault, settings);
  });
  started();
  process.stdout.write(`certdesk is ready: ${service.page}\n`);
  for (let link = 0; link < (settings.desk.links ?? 0); link += 1)
    process.stdout.write(`desk: ${await service.deskLink()}\n`);
  reload.to(() => void renew(service, log));
  const signal = await new Promise<string>((came) => {
    // A second signal changes nothing: the stop goes on.
    for (const name of [...SIGNALS, ...(hangsUp() ? ['SIGHUP'] : [])]) process.on(name, () => came(name));
    whenNpmIsGone(() => came('npm is gone'));
  });
  log.info({ signal }, 'stopping');
  await service.stop();
  log.info('stopped');
  return 0;
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * To the first process of a container the kernel passes only signals that it asked for: without this a start can't be
 * stopped. Elsewhere a signal ends it anyway. @returns to be called when it has started
 */
function endWhileStarting(): () => void {
  let starting = true;
  const end = () => starting && process.exit(143);
  if (process.pid === 1) for (const name of SIGNALS) process.on(name, end);
  return () => {
    starting = false;
  };
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
