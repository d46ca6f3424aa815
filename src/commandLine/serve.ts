import { UsageError } from '../failure.js';
import { captureConsole, describeFault, openLog } from '../server/logs.js';
import { openService } from '../service.js';
import { readSettings } from '../settings.js';
import type { Command } from './command.js';
import { readFlags } from './flags.js';

/** `serve`: the web chat, until SIGTERM or Ctrl-C. Standard output has one line, the address of the customer's page. */
export async function serve({ knowledgeFolder, rest }: Command): Promise<number> {
  const flags = readFlags(rest, [], 'serve');
  if (flags.words.length > 0) throw new UsageError('serve takes no words; its settings are in the environment, see .env.example.');
  const settings = readSettings(process.env);
  const log = openLog(settings.logLevel);
  captureConsole(log);
  // The last resort: one customer's odd request must not end everybody's service.
  process.on('uncaughtException', (fault) => log.fatal({ fault: describeFault(fault) }, 'a fault that nobody handled'));
  process.on('unhandledRejection', (fault) => log.fatal({ fault: describeFault(fault) }, 'a fault that nobody handled'));
  const service = await openService(settings, { knowledgeFolder, log });
  process.stdout.write(`certdesk is ready: ${service.page}\n`);
  const signal = await new Promise<NodeJS.Signals>((came) => {
    // A second signal changes nothing: the stop goes on.
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => came(name));
  });
  log.info({ signal }, 'stopping');
  await service.stop();
  log.info('stopped');
  return 0;
}
