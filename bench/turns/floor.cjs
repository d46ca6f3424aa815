// The floor: Bot Framework's SDK behind restify with an echo bot and nothing else: no storage, no dialogs, no tokens, no log. What the
// service does beyond this is its own doing.
const { randomUUID } = require('node:crypto');
const { ActivityHandler, BotAdapter, TurnContext } = require('botbuilder');
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
const server = restify.createServer();
server.use(restify.plugins.bodyParser({ mapParams: false }));
server.post('/v3/directline/conversations/:id/activities', async (request, response) => {
  const adapter = new CollectingAdapter();
  const activity = {
    ...request.body,
    ...{ id: randomUUID(), channelId: 'directline', serviceUrl: 'urn:floor', timestamp: new Date() },
    ...{ conversation: { id: request.params.id }, recipient: { id: 'bot', role: 'bot' } },
  };
  await adapter.runMiddleware(new TurnContext(adapter, activity), (context) => bot.run(context));
  response.send({ id: activity.id });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`floor is ready: http://127.0.0.1:${server.address().port}/\n`));
