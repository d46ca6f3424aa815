import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Dialect } from 'kysely';
import { type AtDesk, type Listening, listen, program } from '../desk/deskClient.js';
import { type databases, type OpenedService, openedService, SIGN_IN_KEY } from '../openedService.js';
import { openReceivers, type Receivers } from '../receivers.js';
import { seeded } from '../seeded.js';
import { type Part, Talk } from './talks.js';

const TOKENS = { anna: 'annas-program-comes-in-with-this-000001', ben: 'bens-program-comes-in-with-this-0000001' };
/** Requests under way at once. */
const BESIDE = 12;
/** How long all of it takes by the service's clock: cases that wait become overdue meanwhile, and mails. */
const STORM_SECONDS = 16 * 60;

/** How much is said: conversations by part, and the agents' replies to all of them together. */
export interface Size {
  parts: Record<Part, number>;
  replies: number;
}

/** Conversations with open cases that are written to all at once, and everybody who might hear what isn't theirs. */
export class Interleaved {
  readonly talks: Talk[] = [];
  readonly random = seeded(39);
  /** The agents' streams. */
  readonly desks: Listening[] = [];
  /** Acts after their conversation's end that were done all the same, and claims that were not given to one. */
  readonly wrong: string[] = [];
  /** Seconds that pass with each answer. */
  private pace = 0;
  private readonly customers = new Map<Talk, string>();

  private constructor(
    readonly service: OpenedService,
    readonly receivers: Receivers,
    readonly agents: readonly [AtDesk, AtDesk],
    private readonly size: Size,
  ) {}

  /** @param wrap faults between the service and its database */
  static async open(kind: (typeof databases)[number], size: Size, wrap?: (dialect: Dialect) => Dialect) {
    const receivers = await openReceivers(['/crm', '/archive']);
    const CERTDESK_DESK_TOKENS = `anna:agent:${TOKENS.anna},ben:agent:${TOKENS.ben}`;
    const environment = { ...receivers.environment, CERTDESK_DESK_TOKENS, CERTDESK_WEBHOOK_TRANSCRIPT: '1' };
    const service = await openedService(kind, { environment, ...(wrap ? { wrap } : {}) }).catch(async (fault) => {
      await receivers.close();
      throw fault;
    });
    const agents = [await program(service, TOKENS.anna), await program(service, TOKENS.ben)] as const;
    const world = new Interleaved(service, receivers, agents, size);
    world.desks.push(...(await Promise.all(agents.map((one) => listen(service, one)))));
    return world;
  }

  async close(): Promise<void> {
    for (const talk of this.talks) talk.close();
    for (const { socket } of this.desks) socket.terminate();
    await this.service.stop();
    await this.receivers.close();
  }

  later(seconds: number): void {
    this.service.clock.now = new Date(this.service.clock.now.getTime() + seconds * 1000);
  }

  /** All conversations up to their first answer. */
  async begin(): Promise<void> {
    const parts = Object.entries(this.size.parts).flatMap(([part, count]) => Array<Part>(count).fill(part as Part));
    await this.together(
      parts.map((part, index) => () => this.beginOne(part, index % 2 === 0 ? `joe${index}` : undefined)),
    );
  }

  /** Everything at once, in an order that nobody planned. */
  async storm(): Promise<void> {
    const answered = this.talks.filter(({ part }) => part === 'present');
    const away = this.talks.filter(({ part }) => part === 'away');
    const all = this.talks.filter(({ part }) => part !== 'silent');
    const spoken = this.talks.filter(({ part }) => part === 'present' || part === 'waiting');
    const of = (talks: readonly Talk[], index: number) => talks[index % talks.length]!;
    const some = (count: number, work: (index: number) => Promise<void>) =>
      Array.from({ length: Math.ceil(count) }, (_, index) => () => work(index));
    const { replies } = this.size;
    const jobs = [
      ...some(replies, (index) => this.reply(of(answered, index), { twice: index % 10 === 0 })),
      ...some(away.length, (index) => this.reply(of(away, index))),
      ...some(replies / 5, async (index) => of(spoken, index).say(of(spoken, index).words())),
      ...some(replies / 10, (index) => this.note(of(all, index))),
      // What an agent looks at changes under their hands.
      ...some(replies / 20, (index) => this.watch(of(all, index * 7), index)),
    ];
    const shuffled = jobs
      .map((job) => ({ job, place: this.random() }))
      .sort((one, other) => one.place - other.place)
      .map(({ job }) => job);
    // Before the first answer's mail is due; only then the time begins to run.
    const correct = async () => {
      await Promise.all(this.talks.filter(({ part }) => part === 'corrects').map((talk) => this.correct(talk)));
      this.pace = STORM_SECONDS / replies;
    };
    const leaving = this.talks.filter(({ part }) => part === 'leaves').map((talk) => () => this.leave(talk));
    const middle = Math.floor(shuffled.length / 2);
    await this.together([correct, ...shuffled.slice(0, middle), ...leaving, ...shuffled.slice(middle)]);
  }

  /** Who was away comes back by the mail's link, writes, and is answered when they are gone again. */
  async comeBack(): Promise<void> {
    const away = this.talks.filter(({ part }) => part === 'away');
    await this.together(
      away.map((talk) => async () => {
        const { status, body } = await this.service.ask(
          'POST',
          '/v3/directline/tokens/generate',
          await this.wayBack(talk),
        );
        if (status !== 200 || body.conversationId !== talk.conversationId) {
          this.wrong.push(`${talk.number}: its way back led to ${body.conversationId} (${status})`);
          return;
        }
        await talk.say(talk.words(), body.token);
        this.later(1);
        await this.reply(talk);
      }),
    );
  }

  /** By the mail's link, or where the page's server signs them in. */
  private async wayBack(talk: Talk): Promise<{ token?: string; body: object }> {
    const customer = this.customers.get(talk);
    if (customer !== undefined) return { token: await this.vouched(customer), body: {} };
    const mail = this.receivers.posted.find((one) => one.includes(`To: ${talk.email}\r\n`)) ?? '';
    return { body: { back: /\?back=(\S+)/.exec(mail)?.[1] ?? 'no mail came' } };
  }

  /** Lets the clock run until nothing is on its way. */
  async settle(): Promise<void> {
    const { read } = this.service.database;
    for (const giveUp = performance.now() + 120_000; performance.now() < giveUp; ) {
      const notices = await read.selectFrom('notices').select('due_at').where('dead_at', 'is', null).execute();
      const due = await read
        .selectFrom('cases')
        .select('id')
        .where('due_at', '<=', this.service.clock.now.getTime())
        .execute();
      if (notices.length === 0 && due.length === 0) return;
      this.later(6);
      await new Promise((later) => setTimeout(later, 200));
    }
    throw new Error('it did not come to rest');
  }

  /** @param customer whom the page's server signs in; nobody: somebody new */
  private async beginOne(part: Part, customer?: string): Promise<Talk> {
    const talk = new Talk(String(this.talks.length + 10), part, this.service);
    this.talks.push(talk);
    if (customer !== undefined) this.customers.set(talk, customer);
    await talk.start(customer && (await this.vouched(customer)));
    if (part === 'present' || part === 'leaves') await talk.follow();
    await talk.askForPerson();
    if (part === 'away' || part === 'corrects') await this.leaveAddress(talk, part === 'away' ? 'joe' : 'old');
    if (part !== 'waiting') await this.claim(talk);
    if (part !== 'waiting' && part !== 'silent') await this.reply(talk);
    return talk;
  }

  private async leaveAddress(talk: Talk, name: string): Promise<void> {
    talk.email = `${name}${talk.number}@foo.co.uk`;
    await talk.say(`Joe Bloggs, ${talk.email}`);
  }

  /** Both agents want it; one has it. */
  private async claim(talk: Talk): Promise<void> {
    const answers = await Promise.all(this.agents.map((one) => one.post(`cases/${talk.case}/claim`)));
    const won = this.agents.filter((_, index) => answers[index]!.status === 200);
    if (won.length !== 1) this.wrong.push(`${talk.number}: ${won.length} have the case`);
    talk.agent = won[0] ?? null;
  }

  private async reply(talk: Talk, { twice = false } = {}): Promise<void> {
    this.later(this.pace);
    const text = talk.words();
    const key = { 'idempotency-key': randomUUID() };
    const send = () => talk.agent!.post(`cases/${talk.case}/reply`, { text }, key);
    const answers = await Promise.all(twice ? [send(), send()] : [send()]);
    if (answers.every(({ status }) => status === 200)) talk.said.agent.add(text);
    else if (!talk.ended) this.wrong.push(`${talk.number}: a reply was answered ${answers[0]!.status}`);
  }

  private async note(talk: Talk): Promise<void> {
    const text = talk.words();
    const { status } = await (talk.agent ?? this.agents[0]).post(`cases/${talk.case}/note`, { text });
    if (status === 200) talk.said.note.add(text);
    else this.wrong.push(`${talk.number}: a note was answered ${status}`);
  }

  private async watch(talk: Talk, index: number): Promise<void> {
    this.desks[index % 2]!.tell({ type: 'watch', case: talk.case, after: 0 });
  }

  /** The customer gives another address while the first answer's mail is on its way, and is answered again. */
  private async correct(talk: Talk): Promise<void> {
    this.later(1);
    await talk.agent!.post(`cases/${talk.case}/return`);
    await this.leaveAddress(talk, 'new');
    await talk.say('talk to a person');
    this.later(1);
    await this.claim(talk);
    await this.reply(talk);
  }

  /** The customer ends the conversation while the agent writes on, and begins anew: another has that case. */
  private async leave(talk: Talk): Promise<void> {
    const writing = [1, 2, 3].map(() => this.reply(talk));
    talk.ended = true;
    const { status } = await talk.send({ type: 'endOfConversation' });
    await Promise.all(writing);
    const late = await talk.agent!.post(`cases/${talk.case}/reply`, { text: talk.words() });
    if (status !== 200 || late.status !== 409) this.wrong.push(`${talk.number}: ended, and answered ${late.status}`);
    const anew = await this.beginOne('present', this.customers.get(talk));
    if (anew.conversationId === talk.conversationId) this.wrong.push(`${talk.number}: was not begun anew`);
    await Promise.all([this.reply(anew), this.reply(anew), this.note(talk), anew.say(anew.words())]);
  }

  /** A sign-in of the page's server. */
  private vouched(sub: string): Promise<string> {
    return new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(sub)
      .setAudience('certdesk')
      .setExpirationTime(Math.floor(this.service.clock.now.getTime() / 1000) + 36_000)
      .sign(new TextEncoder().encode(SIGN_IN_KEY));
  }

  /** Does all of it, so much at a time. */
  private async together(jobs: readonly (() => Promise<unknown>)[]): Promise<void> {
    const left = [...jobs];
    const work = async () => {
      for (let job = left.shift(); job; job = left.shift()) await job();
    };
    await Promise.all(Array.from({ length: BESIDE }, work));
  }
}
