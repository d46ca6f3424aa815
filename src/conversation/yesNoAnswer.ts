import type { FormMove } from '../forms/moves.js';
import type { FactDefinition } from '../knowledge/facts.js';
import { readChoice } from '../reading/choice.js';
import { once } from '../text/once.js';
import { type Asked, isPlain, onlyAsks, take } from './asked.js';
import { decidesAlone } from './leaning.js';
import { LEARNED } from './limits.js';
import type { Message } from './message.js';
import { readable } from './weigh.js';

/** A yes, a no, or the half of a yes that needs two things. */
export function readYesNoAnswer(asked: Asked): FormMove[] {
  const { state, fact, definition, message, factsTold } = asked;
  const has = [...new Set([...(state.parts[fact] ?? []), ...(factsTold.parts[fact] ?? [])])];
  const all = Object.keys(definition.parts ?? {});
  const denies = message.reply === 'denies' || message.reply === 'hedgedNo' || message.cannotTell;
  if (all.length > 0 && has.length === all.length && !denies && !disputed(asked, true)) return [take(fact, true)];
  // "Both are in the safe."
  const both = all.length > 0 && has.length > 0 && message.language.hints.meansBoth(message.plain) && !denies;
  if (both && message.reply !== 'both' && !message.takesBack && !disputed(asked, true)) return [take(fact, true)];
  if (onlyAsks(message)) return [];
  const said = message.cannotTell ? null : saidYesOrNo(asked);
  const value = said ?? byReply(asked);
  if (value !== null && !disputed(asked, value)) return [take(fact, value)];
  return factsTold.parts[fact] ? [{ do: 'takeParts', fact, parts: has }] : [];
}

/** Yes or no by the words that lead the reply; `null` where they say neither, or take back what they say. */
function byReply({ fact, state, definition, message, factsTold }: Asked): boolean | null {
  const { reply } = message;
  // "No wait, 6 May 2026" takes back what was told before.
  if (reply === 'denies')
    return message.language.hints.takesNoBack(message.plain) && message.findings.length > 0 ? null : false;
  if (reply === 'hedgedNo') return message.takesBack ? null : false;
  if (reply !== 'agrees' || message.cannotTell || message.takesBack || hedges(message)) return null;
  // "Yes, of the database": what is agreed to is another thing.
  if (definition.parts && message.clauses.some(({ about }) => about === 'another secret')) return false;
  // "Yes, a pfx on the old stick": only the first half is said; "yes, and its password" says the other as well.
  const further = Object.keys(definition.parts ?? {}).slice(1);
  const half =
    factsTold.parts[fact] && !state.parts[fact] && !factsTold.parts[fact].some((part) => further.includes(part));
  return half ? null : true;
}

/** Does the learned reader hear the opposite, or not hear what would end the form? */
function disputed({ form, state, fact, message, situation }: Asked, value: boolean): boolean {
  // A bare yes or no is what it says.
  if (message.length <= 2) return false;
  const heard = situation.reader?.read(readable(message.text), fact)[fact];
  if (!heard) return false;
  const p = (label: string) => heard.find((leaning) => leaning.label === label)?.p ?? 0;
  const [own, other] = value ? [p('yes'), p('no')] : [p('no'), p('yes')];
  // Where only the other half was asked, a plain yes is one: the reader does not know what the question was.
  const halfAsked = message.reply === 'agrees' && (state.parts[fact]?.length ?? 0) > 0;
  if (!halfAsked && decidesAlone(form, state, fact, value, situation.today) && own < LEARNED.alone) return true;
  return other >= LEARNED.dissent;
}

const hedges = ({ clauses }: Message) => clauses.some(({ modality }) => modality === 'hedged');

const waysToSay = once(({ yes, no }: FactDefinition) => ({
  agreed: { label: '', said: yes?.said ?? [] },
  refused: { label: '', said: no?.said ?? [] },
}));

/** The fact's own ways of saying yes and no, where they make up a clause of the reply. */
function saidYesOrNo({ definition, message }: Asked): boolean | null {
  const options = waysToSay(definition);
  for (const clause of message.clauses.filter(isPlain)) {
    const reading = readChoice(message.text.slice(clause.start, clause.end), options, { listed: false });
    const agreed = 'value' in reading && reading.value === 'agreed';
    // "Not only the file" is no "only the file".
    const overruled = message.language.hints.notOnly(clause.plain);
    if ('value' in reading && reading.assumed === undefined && !overruled && !(agreed && message.takesBack))
      return agreed;
  }
  return null;
}
