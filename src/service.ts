import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { directLineChannel } from './channels/directline/channel.js';
import { CustomerTyping } from './channels/directline/customerTyping.js';
import { streamsDeliverer } from './channels/directline/deliverer.js';
import { DirectLine } from './channels/directline/directLine.js';
import type { Count } from './channels/directline/messageCost.js';
import { SignOuts } from './channels/directline/signOuts.js';
import { StreamDoor } from './channels/directline/streamDoor.js';
import { StreamEnds } from './channels/directline/streamEnds.js';
import { StreamHub } from './channels/directline/streamHub.js';
import { Tokens } from './channels/directline/tokens.js';
import type { Connector } from './channels/teams/connector.js';
import type { FileWay } from './channels/teams/files/fileCalls.js';
import { Outbox } from './delivery/outbox.js';
import { deskOfService } from './deskService.js';
import { deskWork } from './deskWork.js';
import { newCaseId } from './newCaseId.js';
import type { OpenEditions } from './openEditions.js';
import { channelRoutes } from './server/channelRoutes.js';
import { bucketOf } from './server/clientAddress.js';
import { connectionsAllowed } from './server/connectionCaps.js';
import { deskRoutes } from './server/deskRoutes.js';
import { healthRoutes } from './server/health.js';
import { openHttpServer } from './server/http.js';
import { httpServerOf, listen } from './server/listen.js';
import { describeFault, loggedId } from './server/logs.js';
import { Metrics } from './server/metrics.js';
import { metricsRoute, openMetricsServer } from './server/metricsRoute.js';
import { pageRoutes } from './server/pageRoutes.js';
import { PublicAddress } from './server/publicAddress.js';
import { RateLimits } from './server/rateLimits.js';
import { RequestRecord } from './server/requestRecord.js';
import { SharedLimits } from './server/sharedLimits.js';
import { customerStreams, deskStreams } from './server/streamKinds.js';
import { upgrades } from './server/upgrades.js';
import type { Settings } from './settings.js';
import { stopService } from './stopService.js';
import { type Database, openDatabase, type WrapDialect } from './storage/database.js';
import { Forgetting } from './storage/forgetting.js';
import { keptKey } from './storage/keptKey.js';
import { addLimitCounts } from './storage/limitCounts.js';
import { Replicas } from './storage/replicas.js';
import { StoredDesk } from './storage/storedDesk.js';
import { deadLetters, deadNotices } from './storage/storedGivenUp.js';
import { StoredLetters } from './storage/storedLetters.js';
import { StoredTurns } from './storage/storedTurns.js';
import { teamsOfService } from './teamsService.js';
import { ownerInRow } from './turn/owner.js';
import { Turns } from './turn/turns.js';

/** A running service. */
export interface Service {
  /** Where it listens, such as `http://127.0.0.1:3978`. */
  address: string;
  /** The customer's page, as browsers reach it. */
  page: string;
  /** Makes a one-time link by which an agent signs in to the desk; null where agents sign in otherwise. */
  deskLink(): Promise<string | null>;
  database: Database;
  outbox: Outbox;
  /**
   * Reads the knowledge folder again. @returns whether it is another edition now @throws {Failure} where it can't be
   * used: everything stays as it was
   */
  renewKnowledge(): Promise<boolean>;
  /** Stops taking anything in, lets what runs end (at most 20 s) and closes. Safe to be called again. */
  stop(): Promise<void>;
}

interface Options {
  /** The knowledge's editions, which may still be opening; they are closed with the service. */
  editions: Promise<OpenEditions>;
  /** Gives the opening of the editions up. */
  closing?: AbortController;
  log: Logger;
  now?: () => Date;
  newCaseId?: () => string;
  wrap?: WrapDialect;
  /** Stands in the place of Teams' Connector. */
  connector?: Connector;
  /** Stands in the place of the way to people's files. */
  fileWay?: Omit<FileWay, 'allowed'>;
}

const IN_TIME_MS = 4500;
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
  // Nobody learns for minutes what can't be kept.
  opening.catch(() => options.closing?.abort());
  const [editions, database] = await Promise.allSettled([options.editions, opening]);
  try {
    // The database's fault is told first: the knowledge's can be seen without a service.
    const opened = { database: fulfilled(database), editions: fulfilled(editions) };
    return await serve(settings, options, opened);
  } catch (thrown) {
    if (editions.status === 'fulfilled') await editions.value.close();
    if (database.status === 'fulfilled') await database.value.close();
    throw thrown;
  }
}

/** @throws what the promise was rejected with */
function fulfilled<Value>(settled: PromiseSettledResult<Value>): Value {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

async function serve(
  settings: Settings,
  options: Options,
  { database, editions }: { database: Database; editions: OpenEditions },
): Promise<Service> {
  const { log, now = () => new Date() } = options;
  const fault = (what: string) => (thrown: unknown) => log.error({ fault: describeFault(thrown) }, what);
  const replica = randomBytes(6).toString('base64url');
  const factor = Math.max(1, settings.rateFactor);
  const reach = new PublicAddress(settings.publicUrl, settings.origins);
  let draining = false;

  const metrics = new Metrics({
    streams: () => hub.size(),
    waitingTurns: () => turns.waiting,
    deadLetters: async () => (await deadLetters(database).count()) + (await deadNotices(database).count()),
  });
  const turns = new Turns({
    ...{ now, newCaseId: options.newCaseId ?? newCaseId, inTimeMs: IN_TIME_MS },
    ...{ editions, store: new StoredTurns(database), ownerOf: ownerInRow },
    // What it is asked for comes with turns, which begin behind all this.
    desk: { now: () => work.links.now(), notices: (...cases) => work.links.notices(...cases) },
    limits: { each: WAITING.each * factor, all: WAITING.all * factor },
    committed(rows, { key: conversation, channel, answersOn, streamed_by: streamedBy, open_case: openCase }, cases) {
      metrics.replies.inc(rows.length);
      const batch = { conversation, rows, streamedBy };
      void outbox.send(answersOn, batch);
      // Answered elsewhere, it still stands on a page that is open.
      if (answersOn !== channel) streams.deliver(batch).catch(fault('a stream could not be read on'));
      teams?.changed([...new Set([...cases.map((one) => one.case.id), ...(openCase === null ? [] : [openCase])])]);
      if (openCase === null) return;
      wakeDesk(conversation);
      // The agent who looks at it may be on another replica.
      tell?.(conversation).catch(fault('other replicas could not be told'));
    },
    onBotFault(thrown, conversation) {
      metrics.botFaults.inc();
      log.error({ conversation: loggedId(conversation), fault: describeFault(thrown) }, 'the bot failed in a turn');
    },
  });

  const ours = settings.signingKeys ?? [await keptKey(database, settings.dataFolder, 'signing')];
  const shared = new SharedLimits({
    add: (counts) => addLimitCounts(database, counts),
    ...{ secret: ours[0]!, onFault: fault('limits are counted by each replica alone') },
  });
  const limits = new RateLimits(settings.rateFactor, database.kind === 'postgres' ? shared : null);
  const count: Count = (what, of, weight) => limits.count(what, of, weight);
  const tokens = new Tokens({ ours, signIn: settings.signInKey }, now);
  const signOuts = new SignOuts(database, now);
  const ends = new StreamEnds(signOuts, now, fault('streams could not be looked over'));
  const hub = new StreamHub(database, fault('a stream could not be read on'));
  const replicas = new Replicas(
    database,
    settings.listenUrl ?? settings.databaseUrl,
    {
      news(conversation) {
        hub.wake(conversation).catch(fault('a stream could not be read on'));
        wakeDesk(conversation);
      },
      types: (conversation) => desk.hub.customerTypes(conversation),
    },
    fault("replicas can't be heard"),
  );
  const wakeDesk = (conversation: string) =>
    void desk.hub.wake(conversation).catch(fault("the desk's streams could not be read on"));
  const customerTyping = new CustomerTyping((conversation) => {
    if (tell === null) desk.hub.customerTypes(conversation);
    else replicas.tellTyping(conversation).catch(fault('other replicas could not be told'));
  });
  const directLine = new DirectLine({
    ...{ tokens, turns, database, signOuts, now },
    streamBase: () => reach.streams,
    count,
    typing: customerTyping,
  });
  const door = new StreamDoor({
    ...{ tokens, database, hub, signOuts, ends, replica, now, onFault: fault('a stream could not be noted') },
    count: (id) => limits.count('stream', id),
  });
  const tell = database.kind === 'postgres' ? (conversation: string) => replicas.tell(conversation) : null;
  const streams = streamsDeliverer({ hub, replica, tell });
  const suggest = (text: string) => editions.current.suggest(text);
  const teams = await teamsOfService(settings.teams, {
    ...{ database, turns, count, log, now, fault, replica, suggest, customerTyping },
    ...{ connector: options.connector, fileWay: options.fileWay },
    ...{ knowledge: () => editions.current.cases, origin: () => reach.origins.own },
  });
  if (teams) metrics.watchCredential(teams.credentials);
  const channels = [directLineChannel(directLine, streams), ...(teams ? [teams.channel] : [])];
  const outbox = new Outbox({
    letters: new StoredLetters(database),
    deliverers: new Map(channels.flatMap(({ id, deliverer }) => (deliverer ? [[id, deliverer]] : []))),
    ...{ now, replica, onFault: fault("the outbox can't be worked on") },
  });

  const desk = await deskOfService(settings, {
    ...{ database, turns, editions, reach, limits, replica, now, keys: ours },
    suggest,
    onTyping: (agent, caseId) => teams?.agentTypes(agent.id, caseId),
    onFault: fault('the desk could not be kept up to date'),
  });

  const work = await deskWork(settings, {
    ...{ database, turns, editions, now, fault, store: new StoredDesk(database) },
    available: () => desk.hub.presences.available(),
    customers: { tokens, signOuts, hub, page: () => `${reach.origins.own}/chat` },
  });

  const guarded = {
    origins: () => reach.origins,
    publicName: () => reach.name,
    ...{ proxies: settings.proxies, rateFactor: settings.rateFactor },
    record: new RequestRecord({ log, metrics }),
    count: (address: string, shared = false) => limits.count(shared ? 'connector' : 'address', bucketOf(address)),
  };
  const { port: metricsPort, token: metricsToken, onMainPort } = settings.metrics;
  const routes = [
    ...healthRoutes(
      database,
      () => draining,
      now,
      () => teams?.warnings() ?? [],
    ),
    ...(onMainPort ? [metricsRoute(metrics, metricsToken)] : []),
    ...channels.flatMap((channel) => channelRoutes(channel.routes)),
    ...deskRoutes(desk.routes, desk.door),
    ...pageRoutes({ desk: () => editions.current, origins: () => reach.origins }),
  ];
  const connections = settings.connections ?? connectionsAllowed();
  const server = openHttpServer(routes, { ...guarded, log, metrics, connections, secure: reach.secure });
  const http = httpServerOf(server);
  const onFault = fault('a stream could not be opened');
  const kinds = [customerStreams(door, guarded.origins), deskStreams(desk)];
  http.on('upgrade', upgrades({ ...guarded, kinds, onFault, draining: () => draining }));

  const metricsAt = { host: settings.host, port: metricsPort, token: metricsToken };
  const metricsServer = await openMetricsServer(metrics, metricsAt);
  const address = await listen(server, settings).catch((thrown: unknown) => {
    metricsServer?.close();
    hub.close();
    desk.hub.close();
    throw thrown;
  });
  const page = `${reach.listensAt(address)}/chat`;
  outbox.start();
  teams?.start();
  work.start();
  shared.start();
  await replicas.listen();
  const forgetting = new Forgetting({
    ...{ database, keepDays: settings.keepDays, now },
    onFault: fault('what is over could not be forgotten'),
  });
  forgetting.start();

  let stopping: Promise<void> | undefined;
  const stop = () => {
    draining = true;
    shared.stop();
    stopping ??= stopService({
      ...{
        http,
        metrics: metricsServer,
        ends,
        hub,
        deskHub: desk.hub,
        work,
        teams,
        turns,
        outbox,
        forgetting,
        replicas,
        editions,
        database,
      },
    });
    return stopping;
  };
  return { address, page, deskLink: desk.link, database, outbox, renewKnowledge: () => editions.renew(), stop };
}
