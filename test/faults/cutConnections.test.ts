import { DirectLine } from 'botframework-directlinejs';
import { browserGlobals } from '../browserGlobals.js';
import { CuttingProxy } from '../cuttingProxy.js';
import { DirectLineClient } from '../directLineClient.js';
import { endServices, type Service, startService } from '../service.js';

const long = Boolean(process.env.CERTDESK_LONG);
const messages = long ? 1000 : 150;
/** Milliseconds that the messages are spread over: the connection must be cut often meanwhile. */
const lasting = long ? 80_000 : 12_000;

afterAll(endServices);

/** A service that customers reach through a cutting proxy; the streams' addresses lead through it as well. */
async function behindProxy(seed: number): Promise<{ proxy: CuttingProxy; page: string; service: Service }> {
  const proxy = await new CuttingProxy({ cutAfter: [1000, 3000], seed }).start();
  const page = `http://127.0.0.1:${proxy.port}`;
  const service = await startService({ env: { CERTDESK_PUBLIC_URL: page } });
  proxy.leadTo(service.port);
  return { proxy, page, service };
}

/** Speaks in that conversation past the proxy. @returns the ids of everything that the service then has, in order */
async function speak(service: Service, { conversationId, token, origin }: DirectLineClient): Promise<string[]> {
  const speaker = Object.assign(new DirectLineClient({ url: () => service.url, origin }), { conversationId, token });
  for (let number = 0; number < messages; number += 1) {
    await speaker.say(number % 2 === 0 ? 'is the backup secret?' : 'thanks', `m${number}`);
    await new Promise((done) => setTimeout(done, lasting / messages));
  }
  return (await speaker.history()).map(({ id }) => id);
}

test.concurrent('a client whose connections are cut every few seconds gets everything once and in order', async () => {
  const { proxy, page, service } = await behindProxy(4);
  const client = await new DirectLineClient({ url: () => page }).start();
  const stream = client.follow();
  const ids = await speak(service, client);
  await stream.until(ids.length);
  await stream.close();
  expect(stream.received.map(({ id }) => id)).toEqual(ids);
  expect(stream.opened).toBeGreaterThan(lasting / 5000);
  expect(ids.length).toBeGreaterThanOrEqual(2 * messages);
  await proxy.stop();
}, 300_000);

test.concurrent('so does the official client', async () => {
  const { proxy, page, service } = await behindProxy(5);
  Object.assign(globalThis, browserGlobals(page));
  const client = await new DirectLineClient({ url: () => page }).start();
  const { token, conversationId } = client;
  const streamUrl = await client.streamUrl();
  // Its own pause after a broken stream is 3 to 15 s, and its patience with a request 20 s: the shortest it offers.
  const official = new DirectLine({
    domain: `${page}/v3/directline`,
    token,
    conversationId,
    streamUrl,
    webSocket: true,
    random: () => 0,
    timeout: 1000,
  } as ConstructorParameters<typeof DirectLine>[0]);
  const received: string[] = [];
  const subscription = official.activity$.subscribe(({ id }) => received.push(id!));
  const ids = await speak(service, client);
  for (const giveUp = Date.now() + 60_000; received.length < ids.length && Date.now() < giveUp; )
    await new Promise((done) => setTimeout(done, 50));
  subscription.unsubscribe();
  official.end();
  expect(received).toEqual(ids);
  expect(proxy.cuts).toBeGreaterThan(2);
  await proxy.stop();
}, 300_000);
