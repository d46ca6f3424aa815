import type { Case } from './case.js';
import type { CaseKnowledge } from './caseKnowledge.js';

/** When somebody has to look at the case who is not asked; ISO, null: never. @param at now */
export function dueOf(open: Case, at: string, { limits }: Pick<CaseKnowledge, 'limits'>): string | null {
  const from = (time: string | null, minutes: number) =>
    new Date(Date.parse(time ?? at) + minutes * 60_000).toISOString();
  switch (open.status) {
    case 'waiting':
      return open.told ? from(open.waitingSince, limits.unclaimed) : from(open.waitingSince, limits.waiting);
    case 'assigned':
      return from(at, open.answeredAt === null ? limits.firstAnswer : limits.answer);
    case 'with-customer':
      return from(at, limits.customerQuiet);
    case 'on-hold':
      return from(at, limits.onHold);
    case 'resolved':
      return from(at, limits.resolved);
    case 'returned-to-bot':
      return from(at, limits.returned);
    case 'closed':
      return null;
  }
}
