import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Act } from '../cases/acts.js';
import { type Status, statuses } from '../cases/case.js';
import type { ActName } from '../cases/history.js';
import { badArgument } from '../refusal.js';
import type { Database } from '../storage/database.js';
import type { Turns } from '../turn/turns.js';
import type { Colleagues } from './colleagues.js';
import type { DeskStore, KeptCase } from './deskStore.js';
import { detailsOf, wholeTranscript } from './details.js';
import { lineOf } from './lines.js';
import { passedTo } from './passedTo.js';
import { answerToRefused, noSuchCase } from './refusals.js';
import { type DeskAnswer, type DeskRoute, type Doing, doing } from './route.js';
import { actBodies, caseDetails, caseLine, caseList, type Suggestion, suggestion } from './wire.js';

interface Parts {
  store: DeskStore;
  database: Database;
  /** Does acts: each is one turn, which stands or falls as a whole. */
  turns: Pick<Turns, 'act'>;
  colleagues: Colleagues;
  /** Groups that a case may be transferred to. */
  groups(): readonly string[];
  /** Passages of the knowledge that may answer a text. */
  suggest(text: string): Promise<Suggestion[]>;
}

/** Lines of a page of the list. */
const PAGE = 50;
/** Who serves cases. */
const may = ['agent', 'supervisor'] as const;
const ID = /^[\w-]{1,64}$/;

/** What the API answers with passages in it. */
export const suggestions = z.object({ suggestions: z.array(suggestion) });

const listed = z.object({
  status: z
    .string()
    .transform((text) => text.split(',').filter((one) => one !== ''))
    .pipe(z.array(z.enum(statuses), `must be out of ${statuses.join(', ')}, with commas between them`))
    .optional()
    .meta({ description: 'states with commas between them; all of them where nothing is said' }),
  owner: z.string().min(1).max(200).optional().meta({ description: "an agent's id, `me` or `none`" }),
  q: z.string().max(200, 'must be at most 200 characters long').optional().meta({ description: 'words to look for' }),
  cursor: z.string().max(500).optional().meta({ description: '`next` of the page before' }),
});

/** What each act is called in the API, and in words. */
const acts: Record<ActName, string> = {
  claim: 'Take a case',
  release: 'Give a case back to the queue',
  reply: 'Write to the customer; who has not taken the case takes it by it',
  note: 'Note something that the customer does not see',
  verdict: "Confirm the machine's outcome, or give another with the reason why",
  ask: 'Have the assistant ask for a fact, and bring the answer back',
  hold: 'Put a case on hold',
  transfer: 'Hand a case to a colleague or a group',
  resolve: 'Settle a case',
  return: 'Give the conversation back to the assistant',
};

/** Cases, and what agents do to them. */
export function caseRoutes(parts: Parts): DeskRoute[] {
  const { store, database } = parts;

  const found = async (id = ''): Promise<KeptCase> => {
    const kept = ID.test(id) ? await store.read(id) : null;
    if (kept === null) throw noSuchCase();
    return kept;
  };

  const done = async (name: ActName, { call, caller, body, key }: Doing<unknown>): Promise<DeskAnswer> => {
    const kept = await found(call.params.id);
    const act = await actOf(parts, name, body);
    if ('refused' in act) return answerToRefused({ code: act.refused, agent: null });
    const outcome = await parts.turns.act({
      ...{ conversation: kept.conversation, case: kept.case.id },
      act: { act, acting: { by: caller.agent, supervises: caller.roles.includes('supervisor') } },
      sourceId: sourceIdOf(caller.agent.id, key, act),
    });
    if (outcome.status === 'unknown') throw noSuchCase();
    if (outcome.status === 'refused') return answerToRefused(outcome.refused);
    return { status: 200, body: lineOf(await found(kept.case.id)) };
  };

  return [
    {
      method: 'get',
      path: '/desk/api/cases',
      may,
      api: { id: 'listCases', summary: 'List cases, those that wait first', answers: caseList, query: listed },
      answer: async ({ query }, caller) => {
        const read = listed.safeParse(query);
        if (!read.success)
          throw badArgument(read.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`).join('; '));
        const { status, owner, q, cursor } = read.data;
        const wanted = {
          ...(status && status.length > 0 && { status: status as Status[] }),
          ...(owner !== undefined && { owner: owner === 'me' ? caller.agent.id : owner }),
          ...(q !== undefined && q.trim() !== '' && { q: q.trim() }),
          ...(cursor !== undefined && cursor !== '' && { cursor }),
        };
        const [{ cases, next }, counts] = await Promise.all([
          store.list({ ...wanted, most: PAGE }),
          store.counts([caller.agent.id]),
        ]);
        return { status: 200, body: { cases: cases.map(lineOf), next, counts: counts.get(caller.agent.id)! } };
      },
    },
    {
      method: 'get',
      path: '/desk/api/cases/:id',
      may,
      api: { id: 'readCase', summary: 'Read a case with all that is known', answers: caseDetails, refuses: [404] },
      answer: async ({ params }) => ({ status: 200, body: await detailsOf(parts, await found(params.id)) }),
    },
    {
      method: 'get',
      path: '/desk/api/cases/:id/suggestions',
      may,
      api: {
        id: 'suggestForCase',
        summary: 'Find passages that may answer what the customer wrote last',
        answers: suggestions,
        refuses: [404],
      },
      answer: async ({ params }) => {
        const said = await wholeTranscript(database, (await found(params.id)).conversation);
        const last = said.findLast(({ role, text }) => role === 'user' && text.trim() !== '');
        return { status: 200, body: { suggestions: last ? await parts.suggest(last.text) : [] } };
      },
    },
    ...(Object.keys(acts) as ActName[]).map((name) =>
      doing({
        path: `/desk/api/cases/:id/${name}`,
        may,
        api: { id: `${name}Case`, summary: acts[name], answers: caseLine, refuses: [404, 409] },
        takes: actBodies[name] as z.ZodType,
        answer: (asked) => done(name, asked),
      }),
    ),
  ];
}

/** The act that a body means; to whom a case goes is looked up, so that nobody gets it who isn't there. */
async function actOf(
  { colleagues, groups }: Parts,
  name: ActName,
  body: unknown,
): Promise<Act | { refused: 'no-such-group' }> {
  if (name !== 'transfer') return { do: name, ...(body as object) } as Act;
  const { to } = body as z.output<typeof actBodies.transfer>;
  return (await passedTo(to, { groups: groups(), colleagues })) ?? { refused: 'no-such-group' };
}

/** Under which the conversation's inbox knows the act. */
function sourceIdOf(agent: string, key: string, act: Act): string {
  const made = createHash('sha256')
    .update(JSON.stringify([agent, key, act]))
    .digest('base64url');
  return `desk:${made}`;
}
