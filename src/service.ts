import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Dialect } from 'kysely';
import type { Logger } from 'pino';
import { newCaseId, openMatching } from './assistant.js';
import { SupportBot } from './bot/supportBot.js';
import { DirectLine } from './channels/directline/directLine.js';
import { Replicas } from './channels/directline/replicas.js';
import { SignOuts } from './channels/directline/signOuts.js';
import { StreamDoor } from './channels/directline/streamDoor.js';
import { StreamEnds } from './channels/directline/streamEnds.js';
import { StreamHub } from './channels/directline/streamHub.js';
import { Tokens } from './channels/directline/tokens.js';
import { say } from './knowledge/say.js';
import { bucketOf } from './server/clientAddress.js';
import { connectionsAllowed } from './server/connectionCaps.js';
import { directLineRoutes } from './server/directLineRoutes.js';
import { healthRoutes } from './server/health.js';
import { openHttpServer } from './server/http.js';
import { describeFault, loggedId } from './server/logs.js';
import { Metrics } from './server/metrics.js';
import { metricsRoute, openMetricsServer } from './server/metricsRoute.js';
import { Origins } from './server/origins.js';
import { pageRoutes } from './server/pageRoutes.js';
import { RateLimits } from './server/rateLimits.js';
import { RequestRecord } from './server/requestRecord.js';
import { streamUpgrade } from './server/streamUpgrade.js';
import type { Settings } from './settings.js';
import { ConversationStorage } from './storage/conversationStorage.js';
import { type Database, openDatabase } from './storage/database.js';
import { countDeadLetters } from './storage/deadLetters.js';
import { forgetOld } from './storage/forgetting.js';
import { keptKey } from './storage/keptKey.js';
import { Outbox } from './storage/outbox.js';
import { Turns } from './storage/turn.js';

/** A running service. */
export interface Service {
  /** Where it listens, such as `http://127.0.0.1:3978`. */
  address: string;
  /** The customer's page, as browsers reach it. */
  page: string;
  database: Database;
  outbox: Outbox;
  /** Stops taking anything in, lets what runs end (at most 20 s) and closes. Safe to be called again. */
  stop(): Promise<void>;
}

interface Options {
  knowledgeFolder: string;
  log: Logger;
  now?: () => Date;
  newCaseId?: () => string;
  /** Changes the dialect of the writing connection. */
  wrap?: (dialect: Dialect) => Dialect;
}

const DRAIN_MS = 20_000;
const FORGET_MS = 60_000;
/** Messages that may wait, for each unit of the rate factor. */
const WAITING = { each: 400, all: 4000 };

/**
 * Opens the web chat: storage, the bot behind the durable turn, Direct Line, and the web server in front. @throws
 * {Failure} and what the database or the port says
 */
export async function openService(settings: Settings, options: Options): Promise<Service> {
  const place = settings.databaseUrl === null ? { folder: settings.dataFolder } : { url: settings.databaseUrl };
  // Side by side: together they are most of a start.
  const opening = openDatabase(place, options.wrap);
  const [learned, database] = await Promise.allSettled([
    openMatching(options.knowledgeFolder),
    opening,
    import('botbuilder'),
  ]);
  if (database.status === 'rejected') throw database.reason;
  try {
    if (learned.status === 'rejected') throw learned.reason;
    return await serve(settings, options, learned.value, database.value);
  } catch (thrown) {
    await database.value.close();
    throw thrown;
  }
}

async function serve(
  settings: Settings,
  options: Options,
  { knowledge, matcher, reader }: Awaited<ReturnType<typeof openMatching>>,
  database: Database,
): Promise<Service> {
  const { log, now = () => new Date() } = options;
  const fault = (what: string) => (thrown: unknown) => log.error({ fault: describeFault(thrown) }, what);
  const { ConversationState } = await import('botbuilder');
  const storage = new ConversationStorage(database, now);
  const bot = new SupportBot(
    { knowledge, matcher, reader, newCaseId: options.newCaseId ?? newCaseId },
    new ConversationState(storage),
  );
  const ours = settings.signingKeys ?? [await keptKey(database, settings.dataFolder, 'signing')];
  const tokens = new Tokens({ ours, signIn: settings.signInKey }, now);
  const signOuts = new SignOuts(database, now);
  const ends = new StreamEnds(signOuts, now, fault('streams could not be looked over'));
  const replica = randomBytes(6).toString('base64url');

  const hub = new StreamHub(database, fault('a stream could not be read on'));
  const replicas = new Replicas(
    database,
    settings.databaseUrl,
    (conversation) => void hub.wake(conversation).catch(fault('a stream could not be read on')),
    fault("replicas can't be heard"),
  );
  const streamedBy = new Map<string, string | null>();
  const outbox = new Outbox(
    database,
    async (conversation, rows) => {
      await hub.wake(conversation, rows);
      const other = streamedBy.get(conversation);
      streamedBy.delete(conversation);
      if (database.kind === 'postgres' && other !== null && other !== replica) await replicas.tell(conversation);
    },
    now,
    fault("the outbox can't be worked on"),
  );
  const metrics = new Metrics({
    streams: () => hub.size(),
    waitingTurns: () => turns.waiting,
    deadLetters: () => countDeadLetters(database),
  });
  const turns = new Turns({
    ...{ database, storage, bot, now, botName: knowledge.desk.name, apology: say(knowledge.sayings, 'error') },
    limits: {
      each: WAITING.each * Math.max(1, settings.rateFactor),
      all: WAITING.all * Math.max(1, settings.rateFactor),
    },
    committed(conversation, rows, other) {
      metrics.replies.inc(rows.length);
      streamedBy.set(conversation, other);
      void outbox.send(conversation, rows);
    },
    onBotFault(thrown, conversation) {
      metrics.botFaults.inc();
      log.error({ conversation: loggedId(conversation), fault: describeFault(thrown) }, 'the bot failed in a turn');
    },
  });

  const limits = new RateLimits(settings.rateFactor);
  const door = new StreamDoor({
    ...{ tokens, database, hub, signOuts, ends, replica, now, onFault: fault('a stream could not be noted') },
    count: (id) => limits.count('stream', id),
  });
  let publicUrl = settings.publicUrl ?? '';
  let origins = new Origins('http://localhost', settings.origins);
  const directLine = new DirectLine({
    ...{ tokens, turns, database, signOuts, now },
    streamBase: () => publicUrl.replace(/^http/, 'ws'),
    count: (what, id) => limits.count(what, id),
  });
  let draining = false;
  const count = (address: string) => limits.count('address', bucketOf(address));
  const record = new RequestRecord({ log, metrics });
  const server = openHttpServer(
    [
      ...healthRoutes(database, () => draining, now),
      ...(settings.metrics.onMainPort ? [metricsRoute(metrics, settings.metrics.token)] : []),
      ...directLineRoutes(directLine, limits),
      ...pageRoutes({ deskName: knowledge.desk.name, origins: () => origins }),
    ],
    {
      ...{ log, metrics, record, count },
      origins: () => origins,
      publicName: () => new URL(origins.own).hostname,
      proxies: settings.proxies,
      rateFactor: settings.rateFactor,
      connections: settings.connections ?? connectionsAllowed(),
      secure: settings.publicUrl?.startsWith('https:') ?? false,
    },
  );
  const { server: http } = server as unknown as { server: import('node:http').Server };
  http.on(
    'upgrade',
    streamUpgrade({
      ...{ door, count, record },
      origins: () => origins,
      publicName: () => new URL(origins.own).hostname,
      proxies: settings.proxies,
      rateFactor: settings.rateFactor,
      onFault: fault('a stream could not be opened'),
      draining: () => draining,
    }),
  );
  const { port: metricsPort, token } = settings.metrics;
  const metricsServer =
    metricsPort === null ? null : await openMetricsServer(metrics, { host: settings.host, port: metricsPort, token });
  try {
    // restify passes the server's errors on as its own.
    await new Promise<void>(
      (listening, failed) => server.once('error', failed) && http.listen(settings.port, settings.host, listening),
    );
  } catch (thrown) {
    metricsServer?.close();
    hub.close();
    throw thrown;
  }
  const { port } = http.address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const address = `http://${host}:${port}`;
  publicUrl = settings.publicUrl ?? address;
  origins = new Origins(new URL(publicUrl).origin, settings.origins);
  outbox.start();
  await replicas.listen();
  const forgetting = setInterval(
    () => void forgetOld(database, now().getTime()).catch(fault('what is over could not be forgotten')),
    FORGET_MS,
  ).unref();

  const close = async () => {
    draining = true;
    clearInterval(forgetting);
    ends.stop();
    const closed = new Promise<void>((done) => http.close(() => done()));
    hub.close();
    http.closeIdleConnections();
    const deadline = new Promise<void>((late) => setTimeout(late, DRAIN_MS).unref());
    await Promise.race([turns.idle(), deadline]);
    await Promise.race([closed, new Promise((soon) => setTimeout(soon, 1000).unref()), deadline]);
    http.closeAllConnections();
    // A client that is gone without a word doesn't answer the close.
    hub.terminate();
    metricsServer?.close();
    metricsServer?.closeAllConnections();
    await outbox.stop();
    await replicas.stop();
    await database.close();
  };
  let stopping: Promise<void> | undefined;
  return {
    ...{ address, page: `${publicUrl}/chat`, database, outbox },
    stop: () => {
      stopping ??= close();
      return stopping;
    },
  };
}
