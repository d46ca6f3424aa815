import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { AtDesk } from '../desk/deskClient.js';
import type { SeenActivity } from '../directLineClient.js';
import type { OpenedService } from '../openedService.js';

/**
 * How a customer takes part. `present`: on the page all the time. `away`: gone after having left an address. `corrects`:
 * the same, with another address than at first. `leaves`: ends the conversation while it is answered, and begins anew.
 * `waiting`: nobody claims the case. `silent`: claimed, and never answered.
 */
export type Part = 'present' | 'away' | 'corrects' | 'leaves' | 'waiting' | 'silent';

/** A conversation with a case, and all that must be found in it. Its number stands in every word that is meant for it. */
export class Talk {
  conversationId = '';
  userId = '';
  case = '';
  /** The agent whose claim was acknowledged. */
  agent: AtDesk | null = null;
  email: string | null = null;
  /** What the customer and the agents said that was acknowledged, and the notes. */
  readonly said = { user: new Set<string>(), agent: new Set<string>(), note: new Set<string>() };
  /** All that came on the customer's stream, doubles included; null where none was opened. */
  streamed: SeenActivity[] | null = null;
  ended = false;
  private made = 0;
  private socket: WebSocket | undefined;

  constructor(
    readonly number: string,
    readonly part: Part,
    private readonly service: OpenedService,
  ) {}

  /** Words that name this conversation, and none of the others that it gets. */
  words(): string {
    this.made += 1;
    return `canary ${this.number} number ${this.made}.`;
  }

  /** Starts the conversation of somebody new, or of the customer whom the page's server vouches for. */
  async start(signedIn?: string): Promise<void> {
    const { ask, tokens } = this.service;
    const asked = await ask('POST', '/v3/directline/tokens/generate', {
      ...(signedIn === undefined ? {} : { token: signedIn }),
      body: {},
    });
    this.conversationId = asked.body.conversationId;
    this.userId = (await tokens.read('directline', asked.body.token))!.userId;
    await ask('POST', '/v3/directline/conversations', { token: asked.body.token, body: {} });
  }

  async token(): Promise<string> {
    return this.service.tokens.issue('directline', { userId: this.userId, conversationId: this.conversationId });
  }

  /** What the customer says. @throws unless it was acknowledged */
  async say(text: string, token?: string): Promise<void> {
    const answer = await this.send({ type: 'message', text }, token);
    if (answer.status !== 200) throw new Error(`${this.number}: the message was answered ${answer.status}`);
    if (text.startsWith('canary')) this.said.user.add(text);
  }

  async send(body: object, token?: string) {
    const path = `/v3/directline/conversations/${this.conversationId}/activities`;
    return this.service.ask('POST', path, { token: token ?? (await this.token()), body });
  }

  /** Asks for a person. */
  async askForPerson(): Promise<void> {
    await this.say('talk to a person');
    const told = (await this.history()).map(({ text = '' }) => text).join('\n');
    this.case = [...told.matchAll(/C-\w{6}/g)].at(-1)?.[0] ?? '';
  }

  /** The whole transcript as Direct Line gives it. */
  async history(): Promise<SeenActivity[]> {
    const token = await this.token();
    const all: SeenActivity[] = [];
    for (let watermark = '0'; ; ) {
      const path = `/v3/directline/conversations/${this.conversationId}/activities?watermark=${watermark}`;
      const { body } = await this.service.ask('GET', path, { token });
      if (body.activities.length === 0) return all;
      all.push(...body.activities);
      watermark = body.watermark;
    }
  }

  /** Follows the conversation from its beginning. */
  async follow(): Promise<void> {
    const { conversationId, userId } = this;
    const t = await this.service.tokens.issue('stream', { userId, conversationId });
    const base = this.service.address.replace(/^http/, 'ws');
    this.socket = new WebSocket(`${base}/v3/directline/conversations/${conversationId}/stream?watermark=0&t=${t}`, {
      origin: this.service.address,
    });
    const streamed: SeenActivity[] = [];
    this.streamed = streamed;
    this.socket.on('message', (data) => {
      if (String(data) !== '') streamed.push(...(JSON.parse(String(data)).activities as SeenActivity[]));
    });
    await once(this.socket, 'open');
  }

  close(): void {
    this.socket?.terminate();
  }
}
