import type { Language } from '../languages/language.js';
import type { Clause, Message } from './message.js';

/**
 * What a message says of a person at the desk, whatever its mood and wherever it stands, and the text of the rest: a
 * clause that tells something besides, or has a name or a day in it, stays.
 * @returns `null` where it says nothing of a person
 */
export function besidePerson(message: Message): { wanted: boolean; rest: string } | null {
  const { clauses, language } = message;
  const said = clauses.map((_, i) => (isSupposed(message, i) ? '' : goingOn(clauses, i, language)));
  const wanting = clauses.filter((_, i) => language.wantsPerson(said[i]!));
  const wanted = wanting.length > 0;
  const of = wanted ? wanting : clauses.filter((_, i) => language.declinesPerson(said[i]!));
  if (of.length === 0) return null;
  const gone = of.flatMap((clause) => [clause, ...tail(message, clauses.indexOf(clause), said)]);
  const kept = clauses.filter((clause, i) => !gone.includes(clause) || tells(clause) || names(message, i));
  const rest = kept.map(({ start, end }) => message.text.slice(start, end)).join('');
  return { wanted, rest: /[\p{L}\p{N}]/u.test(rest) ? rest.trim() : '' };
}

/** "If I want …" wishes for nothing; what is said to be over by another clause of it may still be wished for. */
function isSupposed({ clauses, language }: Message, at: number): boolean {
  return language.opensSupposition(clauses[at]!.plain);
}

/** "I'd prefer it | if somebody looked at this": a clause with those that hang on it. */
function goingOn(clauses: readonly Clause[], at: number, language: Language): string {
  return [clauses[at]!, ...hanging(clauses, at, language)].map(({ plain }) => plain).join(' ');
}

function hanging(clauses: readonly Clause[], at: number, { hints }: Language): Clause[] {
  const behind = clauses.slice(at + 1);
  const end = behind.findIndex(({ plain, sentence }) => sentence !== clauses[at]!.sentence || !hints.hangsOn(plain));
  return end < 0 ? behind : behind.slice(0, end);
}

/** The clauses that hang on a wish and are part of it. */
function tail({ clauses, language }: Message, at: number, said: readonly string[]): Clause[] {
  return said[at] === clauses[at]!.plain ? [] : hanging(clauses, at, language);
}

const names = ({ findings }: Message, at: number) => findings.some(({ clause }) => clause === at);

/** It says something of a thing that it names. */
const tells = ({ statements }: Clause) => statements.some(({ thing, carried }) => thing !== null && !carried);
