// Loaded into the service before its program (`node --require`), and with it into the bot's threads: times how long questions are being
// encoded, so that the product itself carries no hook for benchmarks. Encoding is synchronous: while it runs its thread can do nothing else.
// Answers each message of the parent with what the process has used so far; the floor loads it too, and has no encoder.
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { BroadcastChannel, isMainThread, threadId } = require('node:worker_threads');

/** How often a thread tells what it has used. */
const TELL_MS = 50;
/** What each thread has used, by its number. */
const byThread = new Map();
const channel = new BroadcastChannel('certdesk-bench-encoding');
channel.unref();

if (isMainThread) {
  channel.onmessage = ({ data }) => byThread.set(data.thread, data);
  process.on('message', () => {
    const used = [...byThread.values()];
    const sum = (name) => used.reduce((all, one) => all + one[name], 0);
    const { user, system } = process.cpuUsage();
    const encoding = { encodingMs: sum('encodingMs'), encodingCpuMs: sum('encodingCpuMs'), encoded: sum('encoded') };
    const told = { ...encoding, threadsCpuMs: sum('cpuMs'), threads: used.length };
    process.send({ ...told, atMs: performance.now(), cpuMs: (user + system) / 1000 });
  });
  // Being asked must not keep the service from ending.
  process.channel?.unref();
} else clockEncoder();

/** Milliseconds that this thread has been on a processor: what others took of the clock is not in it. */
const threadCpuMs = () => Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;

function clockEncoder() {
  const file = join(__dirname, '..', '..', 'dist', 'matching', 'encoder', 'encoder.js');
  if (!existsSync(file)) return;
  const { Encoder } = require(file);
  const { encode, forward } = Encoder.prototype;
  const used = { thread: threadId, encodingMs: 0, encodingCpuMs: 0, encoded: 0, cpuMs: 0 };
  Encoder.prototype.encode = function timed(text) {
    const [begun, cpuBefore] = [performance.now(), threadCpuMs()];
    const embedding = encode.call(this, text);
    used.encodingCpuMs += threadCpuMs() - cpuBefore;
    used.encodingMs += performance.now() - begun;
    return embedding;
  };
  // Called only for texts that are not remembered.
  Encoder.prototype.forward = function counted(ids) {
    used.encoded += 1;
    return forward.call(this, ids);
  };
  setInterval(() => {
    used.cpuMs = threadCpuMs();
    channel.postMessage(used);
  }, TELL_MS).unref();
}
