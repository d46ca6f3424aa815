// Loaded before the service (node -r) and so into its threads: some messages end the thread that the bot runs on, or keep it busy for ever.
// CERTDESK_TEST_ENDS names a folder: "ends now 3" ends it if a file 3 is there, which is taken away.
const { existsSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { isMainThread } = require('node:worker_threads');

if (!isMainThread) {
  const { BotHere } = require(join(__dirname, '..', '..', 'dist', 'turn', 'botHere.js'));
  const { run } = BotHere.prototype;
  BotHere.prototype.run = function faulty(call) {
    const { text = '' } = call.activity;
    if (text.includes('hangs now')) for (;;);
    if (once(/ends now (\d+)/.exec(text)?.[1])) process.exit(1);
    return run.call(this, call);
  };
}

function once(number) {
  const file = join(process.env.CERTDESK_TEST_ENDS, String(number));
  if (!existsSync(file)) return false;
  rmSync(file);
  return true;
}
