import type { Logger } from 'pino';
import { Failure } from '../failure.js';
import { describeFault } from '../server/logs.js';
import type { Service } from '../service.js';

/** Whether a hang-up means that the terminal is gone, rather than that the knowledge is to be read again. */
export const hangsUp = () => process.stdout.isTTY || process.stderr.isTTY;

/** Takes SIGHUP from now on. One that comes before anybody can carry it out waits for {@link to}. */
export function takeReloads(): { to(reload: () => void): void } {
  let waits = false;
  let reload = () => {
    waits = true;
  };
  if (!hangsUp()) process.on('SIGHUP', () => reload());
  return {
    to(then) {
      reload = then;
      if (waits) then();
    },
  };
}

/** Knowledge that changed is taken up while the service goes on; what is wrong with it is for whoever changed it. */
export async function renew(service: Service, log: Logger): Promise<void> {
  try {
    const changed = await service.renewKnowledge();
    log.info(changed ? 'the knowledge is another edition now' : 'the knowledge is as it was');
  } catch (fault) {
    const why = fault instanceof Failure ? { why: fault.message } : { fault: describeFault(fault) };
    log.error(why, "the knowledge can't be used; the edition before stays");
  }
}
