import { z } from 'zod';
import { reasons, statuses } from '../cases/case.js';
import { fileNews } from '../cases/fileNews.js';

/**
 * What the desk's HTTP API and its stream say and take: the pages of ours use it, and so may anybody. Times are ISO
 * timestamps in UTC.
 */

export const agent = z.object({ id: z.string(), name: z.string() });
const contact = z.object({
  name: z.string().nullable(),
  email: z.string().nullable(),
  telephone: z.string().nullable(),
});

/** A case as a line of a list. */
export const caseLine = z.object({
  id: z.string(),
  status: z.enum(statuses),
  reason: z.enum(reasons),
  /** Goes before those that have waited longer. */
  urgent: z.boolean(),
  /** Counts the case's changes and its conversation's activities: a line with a higher one is newer. */
  version: z.number().int(),
  contact,
  commonName: z.string().nullable(),
  product: z.string().nullable(),
  /** The machine's outcome, and the agent's where one was given. */
  outcome: z.string().nullable(),
  override: z.string().nullable(),
  agent: agent.nullable(),
  group: z.string().nullable(),
  openedAt: z.string(),
  changedAt: z.string(),
  waitingSince: z.string().nullable(),
  resolvedAt: z.string().nullable(),
  rating: z.enum(['good', 'bad']).nullable(),
  /** The newest words of the conversation, cut to a line. */
  last: z.object({ role: z.enum(['user', 'bot', 'agent', 'system']), text: z.string(), at: z.string() }).nullable(),
});
export type CaseLine = z.infer<typeof caseLine>;

export const counts = z.object({
  waiting: z.number().int(),
  mine: z.number().int(),
  assigned: z.number().int(),
  onHold: z.number().int(),
});
export type Counts = z.infer<typeof counts>;

export const caseList = z.object({ cases: z.array(caseLine), next: z.string().nullable(), counts });
export type CaseList = z.infer<typeof caseList>;

/** One activity of the conversation, as the desk shows it. */
export const said = z.object({
  seq: z.number().int(),
  role: z.enum(['user', 'bot', 'agent', 'system']),
  at: z.string(),
  /** The agent's name where an agent speaks, the customer's where their channel knows it. */
  name: z.string().nullable(),
  text: z.string(),
  /** Names of files that came with it, and what a button that was pressed stood for. */
  files: z.array(z.string()),
  pressed: z.boolean(),
  /** What was done to an earlier message: `text` is what it says now. Null where it is a message of its own. */
  changed: z.enum(['edited', 'deleted', 'restored']).nullable(),
  /** Where it tells what came of a file: of a customer's, or of a copy that they had. */
  file: fileNews.optional(),
});
export type Said = z.infer<typeof said>;

const briefFact = z.object({
  ...{ fact: z.string(), label: z.string(), shown: z.string() },
  value: z.union([z.string(), z.boolean()]).nullable(),
  origin: z.enum(['typed', 'pressed', 'certificate', 'assumed']),
  words: z.string().nullable(),
});
const briefVerdict = z.object({
  ...{ outcome: z.string(), title: z.string(), text: z.string(), plan: z.array(z.string()) },
  reasons: z.array(z.object({ text: z.string(), source: z.string().optional() })),
  ...{ edition: z.string(), at: z.string() },
  subject: z.string().optional().describe('which of several certificates it is about'),
});
const briefSubject = z.object({
  ...{ name: z.string(), facts: z.array(briefFact), verdict: briefVerdict.nullable() },
});
export type BriefSubject = z.infer<typeof briefSubject>;
export const brief = z.object({
  why: z.string().nullable(),
  verdict: briefVerdict.nullable(),
  facts: z.array(briefFact),
  missing: z.array(z.object({ fact: z.string(), label: z.string() })),
  done: z.array(z.string()),
  removed: z.array(z.string()),
  subject: z.string().nullable().describe('of which of several certificates the facts are'),
  others: z.array(briefSubject).describe('the other certificates of the conversation'),
});

export const historyLine = z.object({
  at: z.string(),
  by: z.object({ kind: z.enum(['customer', 'bot', 'timer', 'agent']), name: z.string().nullable() }),
  what: z.string(),
  from: z.enum(statuses).nullable(),
  to: z.enum(statuses),
  note: z.string().nullable(),
});
export type HistoryLine = z.infer<typeof historyLine>;

/** A case with all that is known of it. */
export const caseDetails = z.object({
  ...caseLine.shape,
  brief,
  verdict: z
    .object({ outcome: z.string(), reason: z.string(), by: agent, at: z.string() })
    .nullable()
    .describe("the agent's, beside the machine's in the brief"),
  asking: z.string().nullable(),
  resolution: z.string().nullable(),
  comment: z.string().nullable().describe('what the customer wrote of how it went'),
  transcript: z.array(said),
  history: z.array(historyLine),
  earlier: z.array(caseLine),
});
export type CaseDetails = z.infer<typeof caseDetails>;

/** What the acts take. */
const words = z.string().trim().min(1, 'must not be empty').max(8000);
const reason = z.string().trim().max(2000);
export const actBodies = {
  claim: z.object({}),
  release: z.object({}),
  reply: z.object({ text: words }),
  note: z.object({ text: words }),
  verdict: z.object({ outcome: z.string().min(1).max(100), reason: reason.default('') }),
  ask: z.object({ fact: z.string().min(1).max(100) }),
  hold: z.object({ reason: reason.default('') }),
  transfer: z.object({ to: z.string().min(1).max(200).describe("an agent's id, or a group's name") }),
  resolve: z.object({ reason: reason.default('') }),
  return: z.object({}),
} as const;

export const presence = z.object({
  ...agent.shape,
  status: z.enum(['available', 'away']),
  /** The case on their screen. */
  looking: z.string().nullable(),
  typing: z.boolean(),
});
export type Presence = z.infer<typeof presence>;

/** What the desk is worked with: who is signed in, and what of the knowledge its pages show. */
export const deskFrame = z.object({
  me: z.object({ ...agent.shape, roles: z.array(z.enum(['agent', 'supervisor', 'knowledge-owner'])) }),
  name: z.string(),
  timeZone: z.string(),
  groups: z.array(z.string()),
  agents: z.array(agent).describe('who has signed in lately: to whom a case can be transferred'),
  outcomes: z.array(z.object({ id: z.string(), title: z.string() })),
  facts: z.array(z.object({ name: z.string(), label: z.string() })),
  canned: z.array(z.object({ title: z.string(), text: z.string() })),
});
export type DeskFrame = z.infer<typeof deskFrame>;

/** A passage of the knowledge that may answer what the customer wrote last. */
export const suggestion = z.object({
  ...{ entry: z.string(), title: z.string(), text: z.string(), sources: z.array(z.string()) },
  confidence: z.number(),
});
export type Suggestion = z.infer<typeof suggestion>;

/** What the stream says; after a break the client asks for the list and its open case again. */
export type FromStream =
  | { type: 'hello'; me: { id: string; name: string } }
  | { type: 'case'; case: CaseLine }
  | { type: 'counts'; counts: Counts }
  /** Of a case that is watched, in order without gaps. */
  | { type: 'said'; case: string; said: Said[] }
  | { type: 'presence'; agents: Presence[] }
  /** The customer of a case that is watched is writing; said every few seconds while they are. */
  | { type: 'typing'; case: string };

/** What the stream takes. */
export type ToStream =
  | { type: 'watch'; case: string | null; after: number }
  | { type: 'presence'; status: 'available' | 'away' }
  | { type: 'typing'; case: string };

/** Figures of a period. Durations in seconds; null where there was nothing to measure. */
export const report = z.object({
  from: z.string(),
  to: z.string(),
  opened: z.number().int(),
  resolved: z.number().int(),
  waiting: z.object({ median: z.number().nullable(), p90: z.number().nullable() }),
  firstResponse: z.object({ median: z.number().nullable(), p90: z.number().nullable() }),
  resolution: z.object({ median: z.number().nullable(), p90: z.number().nullable() }),
  verdicts: z.object({ confirmed: z.number().int(), overridden: z.number().int() }),
  overridden: z.array(
    z.object({
      case: z.string(),
      machine: z.string().nullable(),
      agent: z.string(),
      reason: z.string(),
      at: z.string(),
    }),
  ),
  satisfaction: z.object({ good: z.number().int(), bad: z.number().int() }),
  days: z.array(
    z.object({
      day: z.string(),
      opened: z.number().int(),
      resolved: z.number().int(),
      medianWait: z.number().nullable(),
    }),
  ),
  reasons: z.record(z.string(), z.number().int()),
});
export type Report = z.infer<typeof report>;
