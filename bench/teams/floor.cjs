// The floor: Bot Framework's SDK as its own samples run an echo bot in Teams: restify, CloudAdapter with its own check of the token, and a reply
// to each message through its own client of the Connector. Nothing is stored.
const { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } = require('botbuilder');
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

const bot = new EchoBot();
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(process.env));
adapter.onTurnError = async (_context, fault) => {
  process.stderr.write(`${fault.stack}\n`);
  throw fault;
};
const server = restify.createServer();
server.use(restify.plugins.bodyParser({ mapParams: false }));
server.post('/api/messages', async (request, response) => {
  await adapter.process(request, response, (context) => bot.run(context));
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`floor is ready: http://127.0.0.1:${server.address().port}/\n`),
);
