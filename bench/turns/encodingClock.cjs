// Loaded into the service before its program (`node --require`): times how long questions are being encoded, so that the product itself
// carries no hook for benchmarks. Encoding is synchronous: while it runs the process can do nothing else. Answers each message of the parent
// with what the process has used so far; the floor loads it too, and has no encoder.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const used = { encodingMs: 0, encodingCpuMs: 0, encoded: 0 };
const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const file = join(__dirname, '..', '..', 'dist', 'matching', 'encoder', 'encoder.js');
if (process.argv[2] === 'serve' && existsSync(file)) {
  const { Encoder } = require(file);
  const { encode, forward } = Encoder.prototype;
  Encoder.prototype.encode = function timed(text) {
    const [begun, cpuBegun] = [performance.now(), cpuMs()];
    const embedding = encode.call(this, text);
    used.encodingMs += performance.now() - begun;
    used.encodingCpuMs += cpuMs() - cpuBegun;
    return embedding;
  };
  // Called only for texts that are not remembered.
  Encoder.prototype.forward = function counted(ids) {
    used.encoded += 1;
    return forward.call(this, ids);
  };
}

process.on('message', () => {
  process.send({ ...used, atMs: performance.now(), cpuMs: cpuMs() });
});
// Being asked must not keep the service from ending.
process.channel?.unref();
