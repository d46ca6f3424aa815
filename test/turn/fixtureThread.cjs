// A thread of a bot that says each message back; some messages end it, or keep it busy for ever.
const { appendFileSync } = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');

const { log, opens } = workerData;
if (opens === 'never') parentPort.postMessage({ failure: 'there is no knowledge' });
else if (opens === 'throws') throw new Error('the weights are missing');
else if (opens !== 'some day') {
  parentPort.on('message', ({ activity, case: open, formOpen }) => {
    appendFileSync(log, `${activity.text}\n`);
    if (activity.text === 'writes') parentPort.postMessage({ console: 'warn' });
    if (activity.text.startsWith('ends')) process.exit(1);
    if (activity.text.startsWith('throws')) throw new Error('a fault outside of the bot');
    if (activity.text.startsWith('hangs')) for (;;);
    const fault =
      activity.text === 'fails' ? { name: 'TypeError', message: 'a fault', code: 'E_BOT', stack: 'at' } : null;
    const replies = [{ type: 'message', text: `heard: ${activity.text}` }];
    parentPort.postMessage({ answer: { text: activity.text, replies, state: '{}', case: open, formOpen }, fault });
  });
  appendFileSync(`${log}.opened`, 'once\n');
  parentPort.postMessage({ opened: { id: 'one', botName: 'the desk', apology: 'sorry' } });
}
