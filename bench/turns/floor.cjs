// The floor: Bot Framework's SDK as its own samples run an echo bot: restify, CloudAdapter, an ActivityHandler that says each message back, and nothing
// else: no sign-in, no storage, no dialogs, no tokens, no log. Replies come back in the answer (`expectReplies`), which spares it the call to a
// connector. `/bare` is less than any bot can be served with: a context and the handler, without the SDK's own door.
const { randomUUID } = require('node:crypto');
const {
  ActivityHandler,
  BotAdapter,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  TurnContext,
} = require('botbuilder');
const restify = require('restify');

class EchoBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(`You said: ${context.activity.text}`);
      await next();
    });
  }
}

class CollectingAdapter extends BotAdapter {
  replies = [];

  async sendActivities(_context, activities) {
    return activities.map((activity) => {
      const id = randomUUID();
      this.replies.push({ ...activity, id });
      return { id };
    });
  }
}

const bot = new EchoBot();
const cloud = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const server = restify.createServer();
server.use(restify.plugins.bodyParser({ mapParams: false }));
server.post('/api/messages', async (request, response) => {
  await cloud.process(request, response, (context) => bot.run(context));
});
server.post('/bare', async (request, response) => {
  const adapter = new CollectingAdapter();
  const activity = { ...request.body, id: randomUUID(), timestamp: new Date() };
  await adapter.runMiddleware(new TurnContext(adapter, activity), (context) => bot.run(context));
  response.send({ id: activity.id });
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`floor is ready: http://127.0.0.1:${server.address().port}/\n`),
);
