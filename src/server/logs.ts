import { createHash } from 'node:crypto';
import pino, { type Logger } from 'pino';

/**
 * The service's log: a line of JSON for each event, on standard error. What people wrote, their names and their
 * tokens are never given to it.
 */
export function openLog(level: string): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}

/**
 * A fault as the log may have it: what kind, which code and where, without its message, which may quote what somebody
 * sent.
 */
export function describeFault(fault: unknown): object {
  if (!(fault instanceof Error)) return { name: typeof fault };
  const { code } = fault as { code?: unknown };
  const where = (fault.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: fault.name,
    ...(typeof code === 'string' ? { code } : {}),
    where: where.slice(0, 6).map((line) => line.trim()),
  };
}

/** An id as the log has it: the same each time, and of no use to anybody who reads it. */
export function loggedId(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, 12);
}

/**
 * Libraries that write to the console would write past the log, and the SDK writes what a customer sent: only that
 * they did is kept.
 */
export function captureConsole(log: Logger): void {
  for (const method of ['error', 'warn', 'log', 'info', 'debug', 'trace'] as const) {
    console[method] = (...said: unknown[]) =>
      log.warn(
        { console: method, fault: said[0] instanceof Error ? describeFault(said[0]) : undefined },
        'a library wrote to the console',
      );
  }
}
