import type { FactsTold } from '../forms/factsTold.js';
import { type FormMove, isSame, takeOf } from '../forms/moves.js';
import { freshState } from '../forms/state.js';
import type { Form } from '../knowledge/form.js';
import { factsToldIn } from './factsToldIn.js';
import { learnedValue } from './leaning.js';
import type { Clause, Message } from './message.js';
import type { Move } from './moves.js';
import type { Heard, Situation } from './situation.js';
import { patternsOf } from './trade.js';
import { type Weighed, weigh } from './weigh.js';

/**
 * The moves that open a form with what a message tells; `null` where it does not open it. A loss opens it with or
 * without a wish, and so does a wish with nothing told; a question about the FAQ's matter does not.
 * @param surely the form was asked for or offered: whatever the message tells goes with it
 */
export function opening({ message, situation }: Heard, form: Form, { surely = false } = {}): Move[] | null {
  if (message.text.trim().toLowerCase() === form.title.toLowerCase())
    return [{ do: 'begin', form: form.id, moves: [] }];
  const { factsTold, doubts } = weigh(
    form,
    message,
    factsToldIn(form, message, situation.trade),
    situation.reader,
    'none',
  );
  const [first = ''] = Object.keys(form.facts);
  const moves = takenFrom(form, message, factsTold, doubts, situation, first);
  const known = moves.filter(({ do: does }) => does === 'take' || does === 'takeParts' || does === 'takeSeveral');
  const about = isOfSome(factsTold, first) || moves.some((one) => 'fact' in one && one.fact === first);
  const strong = about || known.length >= 2;
  const opens = surely || (strong && (about || message.tells)) || wishes(form, message, situation);
  if (!opens) return null;
  const begin: Move = {
    do: 'begin',
    form: form.id,
    moves,
    ...(message.asks !== '' && !surely && { asks: message.asks }),
  };
  // "Step 12 says that the key can't be exported" is about the guide.
  const atStep = message.language.stepNamed(message.text) !== null;
  if (atStep && !surely && !moves.some(({ do: does }) => does === 'take')) return null;
  const guessed = moves.every(({ do: does }) => does === 'lean') && moves.length > 0 && !surely;
  return guessed ? [{ do: 'answer', question: message.text, otherwise: [begin] }] : [begin];
}

/** What the opening message tells, and what the learned reader makes of the first question where no pattern told it. */
function takenFrom(
  form: Form,
  message: Message,
  factsTold: FactsTold,
  doubts: Weighed['doubts'],
  situation: Situation,
  first: string,
): FormMove[] {
  const { reader, today } = situation;
  const empty = freshState();
  const moves: FormMove[] = [];
  const taken = factsTold.values.map(takeOf);
  moves.push(...taken.filter((move) => !isSame(move)));
  for (const { fact, value, elsewhere } of doubts)
    if (fact === first && typeof value === 'string' && !elsewhere) moves.push({ do: 'lean', fact, option: value });
  for (const [fact, parts] of Object.entries(factsTold.parts)) moves.push({ do: 'takeParts', fact, parts });
  if (factsTold.several.length > 0) moves.push({ do: 'takeSeveral', subjects: factsTold.several, factsTold });
  else moves.push(...takeLoneHostName(form, factsTold));
  // "The same name" is taken behind the name that it is the same as.
  moves.push(...taken.filter(isSame));
  for (const { fact, values } of factsTold.undecided) moves.push({ do: 'offer', fact, values });
  for (const { problem } of factsTold.refused) if (!problem.alternatives) moves.push({ do: 'explain', problem });
  const settled = moves.some((move) => 'fact' in move && move.fact === first) || isOfSome(factsTold, first);
  if (settled || !message.tells) return moves;
  const denied = factsTold.denies.filter(({ fact }) => fact === first).map(({ value }) => value);
  const heard = learnedValue(form, empty, first, message, { reader, open: 'none', today });
  if (!heard || typeof heard.value !== 'string' || denied.includes(heard.value) || message.isOver) return moves;
  if (heard.may === 'take') moves.push({ do: 'take', fact: first, value: heard.value, echo: true });
  else if (heard.p >= 0.6) moves.push({ do: 'lean', fact: first, option: heard.value });
  return moves;
}

/** Something is told of a choice, though not the same of all the subjects: no reading of the whole message decides it. */
function isOfSome({ several, candidates, values }: FactsTold, fact: string): boolean {
  return several.length > 0 && (candidates[fact] ?? []).length > 0 && values.every((value) => value.fact !== fact);
}

/** A lone host name is the form's first name. */
function takeLoneHostName(form: Form, factsTold: FactsTold): FormMove[] {
  const fact = Object.keys(form.facts).find((name) => form.facts[name]?.kind === 'host-name');
  const names = factsTold.unattributed.filter(({ kind, reading }) => kind === 'host-name' && 'value' in reading);
  const [name] = names;
  if (!fact || !name || factsTold.values.some((value) => value.fact === fact) || !('value' in name.reading)) return [];
  return [takeOf({ fact, ...name.reading })];
}

/** The clauses that open a form by themselves: what its first fact is told in, or its own wish. */
export function openingClauses({ message, situation }: Heard, form: Form): number[] {
  const [first = ''] = Object.keys(form.facts);
  const told = factsToldIn(form, message, situation.trade).values.filter(({ fact }) => fact === first);
  return message.clauses.flatMap((clause, i) =>
    told.some(({ start }) => clause.start <= start && start < clause.end) || isWish(form, message, clause, situation)
      ? [i]
      : [],
  );
}

/** "I want to replace my certificate": the form's own wish, said of the customer's own matter. */
function wishes(form: Form, message: Message, situation: Situation): boolean {
  return message.clauses.some((clause) => isWish(form, message, clause, situation));
}

function isWish(form: Form, message: Message, clause: Clause, { trade }: Situation): boolean {
  const wanted = patternsOf(form.opensOn, trade);
  const { statements, modality, about, plain } = clause;
  return (
    about === 'own' &&
    (modality === 'asserted' || modality === 'hedged') &&
    message.language.hints.ofOneself(plain) &&
    statements.some(
      (one) => !one.denied && wanted.some(({ thing, state }) => one.state === state && (!thing || one.thing === thing)),
    )
  );
}
