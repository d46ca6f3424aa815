// Loaded into the service before its program (`node --require`): times how long questions are being encoded, so that the product itself
// carries no hook for benchmarks. Encoding is synchronous: while it runs the process can do nothing else. Answers each message of the parent
// with what the process has used so far; the floor loads it too, and has no encoder.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const used = { encodingMs: 0, encoded: 0 };
const file = join(__dirname, '..', '..', 'dist', 'matching', 'encoder', 'encoder.js');
if (process.argv[2] === 'serve' && existsSync(file)) {
  const { Encoder } = require(file);
  const { encode, forward } = Encoder.prototype;
  Encoder.prototype.encode = function timed(text) {
    const begun = performance.now();
    const embedding = encode.call(this, text);
    used.encodingMs += performance.now() - begun;
    return embedding;
  };
  // Called only for texts that are not remembered.
  Encoder.prototype.forward = function counted(ids) {
    used.encoded += 1;
    return forward.call(this, ids);
  };
}

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ ...used, atMs: performance.now(), cpuMs: (user + system) / 1000, rss: process.memoryUsage.rss() });
});
// Being asked must not keep the service from ending.
process.channel?.unref();
