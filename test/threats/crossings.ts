import type { CaseDetails, CaseLine, FromStream } from '../../src/desk/wire.js';
import type { Interleaved } from './interleaved.js';
import type { Talk } from './talks.js';

const CANARY = /canary (\d\d) number \d+\./g;
const CASE = /C-\d{6}/g;
/** What timers say, and the line of the history that each belongs to. */
const TIMERS = {
  'waits-long': "I'm sorry, this takes longer than it should.",
  'not-answered': "I'm sorry for the wait.",
  'customer-quiet': "I haven't heard from you for a while",
};
/** What programs are told of, by the history. */
const EVENTS: Record<string, (line: CaseDetails['history'][number]) => boolean> = {
  'case.opened': ({ what }) => what === 'opened',
  'case.claimed': ({ what, from }) => what === 'claim' || (what === 'reply' && from === 'waiting'),
  'case.resolved': ({ what }) => what === 'customer-quiet',
};

const count = <One>(list: readonly One[], fits: (one: One) => boolean) => list.filter(fits).length;

/** What of this is another conversation's. @param mine the numbers and cases that may stand there */
function foreign(where: string, { number, case: id }: Talk, shown: unknown, others: readonly Talk[] = []): string[] {
  const text = JSON.stringify(shown);
  const mine = [number, id, ...others.flatMap((one) => [one.number, one.case])];
  const found = [...[...text.matchAll(CANARY)].map(([, of]) => of!), ...[...text.matchAll(CASE)].map(([of]) => of)];
  return [...new Set(found)].filter((one) => !mine.includes(one)).map((one) => `${where} of ${number} shows ${one}`);
}

/** What is not there once, or is there and was said by nobody. */
function notOnce(where: string, talk: Talk, texts: readonly string[], expected: ReadonlySet<string>): string[] {
  const canaries = texts.flatMap((text) => [...text.matchAll(CANARY)].map(([whole]) => whole));
  return [
    ...[...expected].flatMap((one) => {
      const times = count(canaries, (other) => other === one);
      return times === 1 ? [] : [`${where} of ${talk.number} shows "${one}" ${times} times`];
    }),
    ...canaries.filter((one) => !expected.has(one)).map((one) => `${where} of ${talk.number} shows "${one}", unsaid`),
  ];
}

/** What customers were shown on their pages: on their streams and as their transcripts. @returns what is wrong */
export async function shownToCustomers({ talks }: Interleaved): Promise<string[]> {
  const faults = talks.map(async (talk) => {
    const { said, streamed, ended, agent } = talk;
    const expected = new Set([...said.user, ...said.agent]);
    // Nobody reads an ended one any more; what its stream had shown by then is its own.
    if (ended) return foreign('the stream', talk, streamed ?? []);
    const history = await talk.history();
    const texts = history.map(({ text = '' }) => text);
    const ids = (seen: typeof history) => seen.map(({ id }) => id).join();
    const names = new Set(history.flatMap(({ channelData }) => (channelData as Agents)?.certdesk?.agent ?? []));
    return [
      ...foreign('the transcript', talk, history),
      ...notOnce('the transcript', talk, texts, expected),
      ...(streamed === null || ids(streamed) === ids(history) ? [] : [`the stream of ${talk.number} differs`]),
      ...foreign('the stream', talk, streamed ?? []),
      // Who gives back and is followed by another is another's matter.
      ...(talk.part === 'corrects' ? [] : [...names].filter((name) => name !== agent?.name)).map(
        (name) => `${talk.number} hears ${name}, who hasn't its case`,
      ),
    ];
  });
  return (await Promise.all(faults)).flat();
}
type Agents = { certdesk?: { agent?: string } } | undefined;

/** What agents were shown: each case, the list, and what came on their streams. @returns what is wrong */
export async function shownToAgents({ talks, agents, desks }: Interleaved): Promise<string[]> {
  const byCase = new Map(talks.map((talk) => [talk.case, talk]));
  const details = await Promise.all(
    talks.map(async (talk) => ({ talk, body: (await agents[0].get(`cases/${talk.case}`)).body as CaseDetails })),
  );
  const { body: list } = await agents[1].get('cases');
  const pushed = desks.flatMap(({ said }) => said);
  return [
    ...details.flatMap(({ talk, body }) => ofDetails(talk, body, talks)),
    ...(list.cases as CaseLine[]).flatMap((line) => foreign('the line', byCase.get(line.id)!, line)),
    ...pushed.flatMap((one) => ofPushed(one, byCase)),
  ];
}

function ofDetails(talk: Talk, body: CaseDetails, talks: readonly Talk[]): string[] {
  const { earlier, history, transcript, contact } = body;
  const { said, number } = talk;
  const others = talks.filter(({ userId }) => userId === talk.userId);
  const texts = transcript.map(({ text }) => text);
  return [
    ...foreign('the case', talk, { ...body, earlier: [] }),
    ...foreign('what came earlier', talk, earlier, others),
    ...notOnce('the case', talk, texts, new Set([...said.user, ...said.agent])),
    ...notOnce(
      'the history',
      talk,
      history.map(({ note }) => note ?? ''),
      said.note,
    ),
    ...(contact.email === talk.email ? [] : [`${number} has the address ${contact.email}`]),
    ...Object.entries(TIMERS).flatMap(([what, sentence]) =>
      count(texts, (text) => text.startsWith(sentence)) === count(history, (line) => line.what === what)
        ? []
        : [`${number} was told ${what} otherwise than it happened`],
    ),
  ];
}

function ofPushed(one: FromStream, byCase: ReadonlyMap<string, Talk>): string[] {
  if (one.type === 'said') return foreign("an agent's stream", byCase.get(one.case)!, one);
  return one.type === 'case' ? foreign("an agent's stream", byCase.get(one.case.id)!, one) : [];
}

/**
 * What left the service: each mail by its recipient, its link and its words, each call of a webhook with what was said.
 * @param absences how often customers were away @returns what is wrong
 */
export async function sentOutside(
  { talks, service, receivers, agents }: Interleaved,
  absences: (talk: Talk) => number,
): Promise<string[]> {
  const read = receivers.posted.map(async (mail) => {
    const to = /^To: (\S+)\r$/m.exec(mail)?.[1] ?? '';
    const talk = talks.find(({ email }) => email === to);
    if (!talk) return [`a mail went to ${to}`];
    const link = /\?back=(\S+)/.exec(mail)?.[1];
    const led = link === undefined ? null : await service.tokens.read('back', link);
    const leadsHome = talk.userId.startsWith('dl_')
      ? led?.conversationId === talk.conversationId && led.userId === talk.userId
      : link === undefined;
    return [
      ...foreign('the mail', talk, mail),
      ...([...mail.matchAll(CANARY)].length > 0 ? [`the mail of ${talk.number} says what was said`] : []),
      ...(mail.includes(talk.case) && mail.includes(talk.agent!.name) ? [] : [`the mail of ${talk.number}: ${mail}`]),
      ...(leadsHome ? [] : [`the mail of ${talk.number} leads to ${led?.conversationId}`]),
    ];
  });
  const told = talks.map(async (talk) => {
    const mails = count(receivers.posted, (mail) => mail.includes(`To: ${talk.email}\r\n`));
    const { history } = (await agents[0].get(`cases/${talk.case}`)).body as CaseDetails;
    const calls = receivers.called.filter(({ data }) => data.case === talk.case);
    return [
      ...(mails === absences(talk) ? [] : [`${talk.number} got ${mails} mails`]),
      ...calls.flatMap((call) => foreign('the call', talk, call)),
      ...Object.entries(EVENTS).flatMap(([type, tells]) =>
        ['/crm', '/archive'].flatMap((path) => {
          const times = count(calls, (call) => call.path === path && call.type === type);
          return times === count(history, tells) ? [] : [`${path} heard ${type} of ${talk.number} ${times} times`];
        }),
      ),
    ];
  });
  return (await Promise.all([...read, ...told])).flat();
}
