/**
 * Runs the product's own bot (from ../../../dist) and the recorded activities through Bot Framework's TurnContext and
 * through its successor's, and says where they differ: `npm ci && node spike.mjs`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../../../', import.meta.url));
const ours = (file) => require(`${root}dist/${file}.js`);
const old = require(`${root}node_modules/botbuilder`);
const fresh = require('@microsoft/agents-hosting');
const { Activity } = require('@microsoft/agents-activity');

/** The turn's adapter (src/turn/turnAdapter.ts), of either SDK: replies are collected under their own ids. */
function adapters() {
  class Old extends old.BotAdapter {
    replies = [];
    async sendActivities(_, activities) {
      return activities.map((activity) => ({ id: `r${this.replies.push({ ...activity })}` }));
    }
    run(activity, logic) {
      return this.runMiddleware(new old.TurnContext(this, activity), logic);
    }
  }
  class Fresh extends fresh.BaseAdapter {
    replies = [];
    // Its own would tell the customer to "fix the source code".
    onTurnError = (_, fault) => {
      throw fault;
    };
    async sendActivities(_, activities) {
      return activities.map((activity) => ({ id: `r${this.replies.push(JSON.parse(JSON.stringify(activity)))}` }));
    }
    run(activity, logic) {
      const context = new fresh.TurnContext(this, Activity.fromObject(activity));
      // What it sends is checked by a schema that wants to know to whom suggested answers go.
      const send = context.sendActivity.bind(context);
      context.sendActivity = (said) => {
        const { suggestedActions } = said;
        return send(suggestedActions ? { ...said, suggestedActions: { to: [], ...suggestedActions } } : said);
      };
      return this.runMiddleware(context, logic);
    }
  }
  return { old: () => new Old(), fresh: () => new Fresh() };
}

/** Every recorded activity, read by both: which fields are not the same afterwards. */
function readings() {
  const folder = `${root}test/channels/activities/`;
  return ['msteams', 'directline'].flatMap((channel) =>
    readdirSync(`${folder}${channel}`).map((file) => {
      const sent = JSON.parse(readFileSync(`${folder}${channel}/${file}`, 'utf8'));
      const complete = { channelId: channel, conversation: { id: 'c' }, recipient: { id: 'bot' }, ...sent };
      try {
        const { _channelId: channelId, ...rest } = JSON.parse(JSON.stringify(Activity.fromObject(complete)));
        const read = { ...rest, channelId };
        return { file: `${channel}/${file}`, differs: differences(complete, read) };
      } catch (fault) {
        return { file: `${channel}/${file}`, differs: [`refused: ${String(fault.message).slice(0, 200)}`] };
      }
    }),
  );
}

function differences(a, b, path = '') {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return Object.is(a, b) ? [] : [`${path}: ${JSON.stringify(a)} became ${JSON.stringify(b)}`];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].flatMap((name) => differences(a[name], b[name], path === '' ? name : `${path}.${name}`));
}

/** The customers' lines of the conversations in test/conversations, each conversation's in order. */
function conversations() {
  const folder = `${root}test/conversations/`;
  return readdirSync(folder)
    .filter((file) => file.endsWith('.chat'))
    .map((file) => ({
      file,
      lines: readFileSync(folder + file, 'utf8')
        .split('\n')
        .flatMap((line) => /^user: ?(.*)$/.exec(line)?.[1] ?? []),
    }))
    .filter(({ lines }) => lines.length > 0);
}

/** One conversation through an adapter. @returns the replies' texts and what each carries, turn by turn */
async function talk({ file, lines }, which, { bot, storage, bring }) {
  const key = `spike/${file}`;
  let state = null;
  let version = 1;
  let open = null;
  const turns = [];
  for (const [index, text] of ['', ...lines].entries()) {
    const adapter = adapters()[which]();
    const from = { id: 'customer', role: 'user' };
    const recipient = { id: 'certdesk', role: 'bot' };
    const activity = {
      ...{ channelId: 'spike', serviceUrl: 'urn:certdesk:spike', conversation: { id: file }, from, recipient },
      ...{ timestamp: '2026-11-27T12:00:00.000Z', id: `a${index}`, locale: 'en-GB' },
      ...(index === 0 ? { type: 'conversationUpdate', membersAdded: [from, recipient] } : { type: 'message', text }),
    };
    const held = storage.hold(key, state, version);
    const beside = {
      ...{ discarded: [], case: open, formOpen: false, newCaseId: 'CD-0000-0001' },
      desk: { open: true, available: 0, waiting: 0, typicalWaitMs: null },
    };
    try {
      await adapter.run(activity, async (context) => {
        bring(context, beside);
        await bot.run(context);
      });
      open = beside.case;
      if (held.changed) [state, version] = [held.state, version + 1];
      turns.push(
        adapter.replies.map(({ type, text: said, attachments, suggestedActions, channelData }) => ({
          ...{ type, said, attachments, actions: suggestedActions?.actions, channelData },
        })),
      );
    } catch (fault) {
      turns.push([
        {
          fault: String(fault?.stack ?? fault)
            .split('\n')
            .slice(0, 3)
            .join(' | '),
        },
      ]);
    } finally {
      storage.release(key);
    }
  }
  return turns;
}

const { openMatching } = ours('assistant');
const { SupportBot } = ours('bot/supportBot');
const { ConversationStorage } = ours('turn/conversationStorage');
const { bring } = ours('bot/turn');

const opened = await openMatching(`${root}knowledge`);
const parts = () => {
  const storage = new ConversationStorage();
  return { storage, bring, bot: new SupportBot(opened, storage) };
};

const read = readings();
console.log(
  `${read.filter(({ differs }) => differs.length === 0).length} of ${read.length} recorded activities are read alike`,
);
const kinds = new Map();
for (const what of read.flatMap(({ differs }) => differs)) {
  const [field] = what.split(':');
  kinds.set(field, [...(kinds.get(field) ?? []), what]);
}
for (const [field, some] of kinds) console.log(`  ${field}, in ${some.length}: ${some[0]}`);

const [before, after] = [parts(), parts()];
let same = 0;
const talks = conversations();
for (const one of talks) {
  const a = await talk(one, 'old', before);
  const b = await talk(one, 'fresh', after);
  if (JSON.stringify(a) === JSON.stringify(b)) same += 1;
  else {
    const turn = a.findIndex((replies, index) => JSON.stringify(replies) !== JSON.stringify(b[index]));
    console.log(
      `  ${one.file}, turn ${turn}:\n    ${JSON.stringify(a[turn]).slice(0, 500)}\n    ${JSON.stringify(b[turn]).slice(0, 500)}`,
    );
  }
}
console.log(`${same} of ${talks.length} conversations have the same replies`);

const cost = async (which, of) => {
  const start = process.cpuUsage();
  let turns = 0;
  for (const one of talks.slice(0, 40)) turns += (await talk(one, which, of)).length;
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / turns;
};
for (const which of ['old', 'fresh', 'old', 'fresh'])
  console.log(`${which}: ${(await cost(which, which === 'old' ? before : after)).toFixed(2)} ms of CPU a turn`);
