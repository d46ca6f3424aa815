import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Place, query } from '../faults/records.js';
import { freshDatabase } from '../postgres.js';
import { type Service, startService } from '../service.js';
import { around, message } from './activities.js';
import { type Arrived, FakeConnector } from './fakeConnector.js';
import { APP_ID, fakeMicrosoft, TENANT } from './microsoft.js';
import { microsoftHosts } from './microsoftHosts.js';

export const CHANNEL = '19:desk-of-agents@thread.tacv2';
const BEN = { name: 'ben', token: 'ben-has-a-token-of-the-tests-only-0123456789' };
const PATIENCE_MS = 6000;
const DEADLINE_MS = 180_000;

export const later = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Somebody in Teams. */
export interface Person {
  id: string;
  aadObjectId: string;
  name: string;
}
export const anna: Person = { id: '29:agent-anna', aadObjectId: 'aad-anna', name: 'Anna' };
export const eve: Person = { id: '29:eve', aadObjectId: 'aad-eve', name: 'Eve' };

/** What a call was answered with. */
export interface Answered {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, looked into by the tests
  body: any;
}

/**
 * The service as it is delivered, in a process of its own and with its own settings for Teams alone; Microsoft's hosts are
 * on this machine. It may be killed and started again.
 */
export class SpawnedTeams {
  readonly connector = new FakeConnector();
  private service: Service | undefined;
  private port = 0;
  private readonly folder = mkdtempSync(join(tmpdir(), 'certdesk-teams-'));
  private count = 0;
  private ended = false;

  private constructor(
    private readonly postgres: Awaited<ReturnType<typeof freshDatabase>> | null,
    private readonly microsoft: Awaited<ReturnType<typeof fakeMicrosoft>>,
    private readonly environment: Record<string, string>,
    private hosts: Awaited<ReturnType<typeof microsoftHosts>> | null = null,
  ) {}

  /** @param environment settings beside those of Teams */
  static async open(kind: 'embedded' | 'postgres', environment: Record<string, string> = {}): Promise<SpawnedTeams> {
    const postgres = kind === 'postgres' ? await freshDatabase() : null;
    const microsoft = await fakeMicrosoft(undefined, 'https://login.botframework.com');
    const opened = new SpawnedTeams(postgres, microsoft, environment);
    await opened.connector.open();
    opened.connector.members = new Map([[anna.id, anna]]);
    opened.hosts = await microsoftHosts({
      'smba.trafficmanager.net': opened.connector.serviceUrl(),
      'login.microsoftonline.com': microsoft.login,
      'login.botframework.com': microsoft.metadata,
    });
    await opened.start();
    return opened;
  }

  async start(): Promise<void> {
    const own = { MicrosoftAppId: APP_ID, MicrosoftAppPassword: 'a password', MicrosoftAppType: 'SingleTenant' };
    const env = {
      ...this.environment,
      ...{ ...own, ...this.hosts!.environment, MicrosoftAppTenantId: TENANT, DATABASE_URL: this.postgres?.url },
      ...{ CERTDESK_TEAMS_AGENTS: `${TENANT}/${CHANNEL}`, CERTDESK_DESK_TOKENS: `${BEN.name}:agent:${BEN.token}` },
    };
    this.service = await startService({ data: this.folder, port: this.port, env, within: 90_000 });
    this.port = this.service.port;
  }

  /** Ends it with -9 and starts it again. */
  async killed(): Promise<void> {
    await this.service!.kill();
    await this.start();
  }

  logs(): string {
    return this.service?.logs() ?? '';
  }

  /** One signed call of the Connector's, as it is answered. */
  async call(activity: object): Promise<Answered> {
    const token = await this.microsoft.token();
    return this.ask('POST', '/api/messages', { authorization: `Bearer ${token}` }, activity);
  }

  /** An activity that is sent again until it was taken. */
  async post(activity: object): Promise<Answered> {
    const answer = await untilKnown(() => this.call(activity), this.over);
    if (answer.status !== 200) throw new Error(`it was answered ${answer.status}`);
    return answer;
  }

  /** The customer writes. */
  says(text: string): Promise<Answered> {
    const told = { ...message(text), timestamp: new Date().toISOString() };
    return this.post(told);
  }

  /** Ben at the web desk: sent again under the same key until its fate is known. */
  async acts(caseId: string, what: string, body: object = {}): Promise<Answered> {
    const headers = { authorization: `Bearer ${BEN.token}`, 'idempotency-key': randomUUID() };
    return untilKnown(() => this.ask('POST', `/desk/api/cases/${caseId}/${what}`, headers, body), this.over);
  }

  /** The case as the web desk shows it. */
  async atDesk(caseId: string): Promise<Answered['body']> {
    const headers = { authorization: `Bearer ${BEN.token}` };
    return (await untilKnown(() => this.ask('GET', `/desk/api/cases/${caseId}`, headers), this.over)).body;
  }

  ready(): Promise<Answered> {
    return this.ask('GET', '/ready', {});
  }

  /** What Teams puts around whatever happens in the agents' team. */
  private inTeam(by: Person, conversation: string, kind: string) {
    this.count += 1;
    return {
      ...{ ...around(conversation), from: by, id: `${kind}:${process.pid}-${this.count}` },
      timestamp: new Date().toISOString(),
      conversation: { id: conversation, conversationType: 'channel', isGroup: true, tenantId: TENANT },
      channelData: { tenant: { id: TENANT }, team: { id: '19:team@thread.tacv2' }, channel: { id: CHANNEL } },
    };
  }
  installed() {
    return { ...this.inTeam(anna, CHANNEL, 'i'), type: 'installationUpdate', action: 'add' };
  }
  invoke(by: Person, name: string, value: object, thread = CHANNEL) {
    return { ...this.inTeam(by, thread, 'f'), type: 'invoke', name, value };
  }
  press(by: Person, verb: string, certdesk: object, thread: string) {
    return this.invoke(
      by,
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', verb, data: { certdesk } } },
      thread,
    );
  }
  writes(by: Person, text: string, thread: string) {
    return { ...this.inTeam(by, thread, 'm'), type: 'message', text, textFormat: 'plain' };
  }

  /** The case that the customer has asked for. */
  async asked(): Promise<{ id: string; thread: string }> {
    await this.post(this.installed());
    await this.says('I lost the private key of www.example.com');
    await this.says('talk to a person');
    const id = await until('the case', async () => (await this.rows('select id from cases')).at(-1)?.id as string);
    const thread = await until('its card', async () => this.threadsOf(id)[0]?.[0]);
    return { id, thread };
  }

  /** The channel's threads that show the case, with what stands in them. */
  threadsOf(caseId: string): [string, Arrived[]][] {
    return [...this.connector.threads]
      .filter(([id, arrived]) => id.startsWith(CHANNEL) && arrived.has(`${caseId}-card`))
      .map(([id, arrived]) => [id, [...arrived.values()]]);
  }

  /** What the customer got in their chat, in order. */
  got(): string[] {
    const chat = this.connector.threads.get(message('').conversation.id)?.values() ?? [];
    return [...chat].map(({ activity }) => activity.text ?? JSON.stringify(activity.attachments ?? ''));
  }

  rows(statement: string): Promise<Record<string, unknown>[]> {
    const place: Place = this.postgres ? { url: this.postgres.url } : { folder: this.folder };
    return query(place, statement);
  }

  async end(): Promise<void> {
    this.ended = true;
    await this.service?.kill();
    await this.hosts?.close();
    await this.connector.close();
    await this.microsoft.stop();
    await this.postgres?.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private readonly over = () => this.ended;

  /** One request of a page or a desk. */
  async ask(method: string, path: string, headers: Record<string, string>, body?: object): Promise<Answered> {
    const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      ...{ method, headers: { 'content-type': 'application/json', ...headers } },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await answer.text();
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
  }
}

async function untilKnown(call: () => Promise<Answered>, over: () => boolean): Promise<Answered> {
  for (const giveUp = Date.now() + DEADLINE_MS; Date.now() < giveUp && !over(); await later(30 + Math.random() * 100)) {
    const answer = await call().catch(() => null);
    if (answer && answer.status < 500 && answer.status !== 429) return answer;
  }
  throw new Error('its fate did not become known in time');
}

/** Waits for something to be there. */
export async function until<Found>(
  what: string,
  look: () => Found | undefined | false | null | Promise<Found | undefined | false | null>,
  within = 150_000,
): Promise<Found> {
  for (const giveUp = Date.now() + within; Date.now() < giveUp; await later(10)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`${what} did not come within ${within} ms`);
}
