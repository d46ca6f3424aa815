// One round of one program under full load: what it did, and what that took.
import { cpuMsOf } from './programs.mjs';

/**
 * Turns a second, with and without the time spent on encoding.
 *
 * In a closed loop the bot's threads always have work waiting: a second that one of them spends on encoding, which is synchronous, is a second
 * in which it can do nothing else, and if encoding took no time the same turns would have been done in that much less. So the rate of the rest
 * is turns / (elapsed - encoding of a thread). It is too high where something else than the bot's threads is what turns wait for: `cpu` shows
 * how much of the processors is used. Both are clock times of the same process: where others take the processor away, they take it from both alike.
 */
export async function measureRound({ program, database }, load) {
  const databaseBefore = database ? cpuMsOf(database, { children: true }) : 0;
  const ourBefore = process.cpuUsage();
  const before = await program.used();
  const count = await load();
  const after = await program.used();
  const our = process.cpuUsage(ourBefore);
  const elapsed = after.atMs - before.atMs;
  const encoded = after.encodingMs - before.encodingMs;
  const encodedCpu = after.encodingCpuMs - before.encodingCpuMs;
  const encoding = encoded / Math.max(1, after.threads);
  const second = (number) => (number * 1000) / elapsed;
  return {
    ...{
      turns: second(count.turns),
      requests: second(count.requests),
      bareTurns: (count.turns * 1000) / (elapsed - encoding),
    },
    newShare: count.newQuestions / count.turns,
    encoding: encoding / elapsed,
    encodedEach: (after.encoded - before.encoded) / count.turns,
    encodingMs: encoded / Math.max(1, after.encoded - before.encoded),
    // What a turn costs where others take the processor away: the clock counts their time too, this doesn't.
    cpuEach: (after.cpuMs - before.cpuMs - encodedCpu) / count.turns,
    // Of that the bot's threads: the same on every channel.
    thinkingEach: (after.threadsCpuMs - before.threadsCpuMs - encodedCpu) / count.turns,
    cpu: (after.cpuMs - before.cpuMs) / elapsed,
    generator: (our.user + our.system) / 1000 / elapsed,
    database: database ? (cpuMsOf(database, { children: true }) - databaseBefore) / elapsed : null,
  };
}
