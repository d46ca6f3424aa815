import type { FactsTold } from '../forms/factsTold.js';
import type { FormMove } from '../forms/moves.js';
import type { FormState } from '../forms/state.js';
import type { Form } from '../knowledge/form.js';
import { corrections, factsNamed, toldBeside } from './corrections.js';
import { LEARNED } from './limits.js';
import type { Message } from './message.js';
import { openName, type Situation } from './situation.js';

/** A message as a running form hears it. */
export interface Hearing {
  message: Message;
  situation: Situation;
  form: Form;
  state: FormState;
  /** What it tells of the form's facts, the learned reader heard. */
  factsTold: FactsTold;
  /** The fact that is asked or read back; '' at the summary and after the verdict. */
  fact: string;
}

/** One row of a form's table: the first whose condition holds is taken. */
export interface FormRoute {
  /** The row read aloud. */
  says: string;
  when: (hearing: Hearing) => boolean;
  moves: (hearing: Hearing) => FormMove[];
}

/** Facts told beside what was asked. @param surely what is open makes it plain that they correct */
export function movesBesides({ form, state, message, factsTold, fact }: Hearing, surely: boolean): FormMove[] {
  return toldBeside({ form, state, message, factsTold, asked: fact, surely });
}

/** What is corrected without a whole new value of a named fact. */
export function movesCorrecting({ form, state, message, factsTold, fact }: Hearing, surely: boolean): FormMove[] {
  return corrections({ form, state, message, factsTold, asked: fact, surely });
}

/** Agreement or denial by plain words; else what the learned reader is sure of. */
export function replyOf({ message, situation }: Hearing): Message['reply'] {
  if (message.reply !== null || message.asks !== '' || message.findings.length > 0) return message.reply;
  const [best] = situation.reader?.read(message.text, openName(situation.open)).act ?? [];
  if (!best || best.p < LEARNED.act) return null;
  return best.label === 'yes' ? 'agrees' : best.label === 'no' ? 'denies' : null;
}

/** "Yes but …", "that can't be right": a reply that finds something wrong agrees to nothing. */
export function doubts({ message: { findsWrong, reply, agreesInNo } }: Hearing): boolean {
  return findsWrong && !(reply === 'agrees' && agreesInNo);
}

export const agrees = (hearing: Hearing) => replyOf(hearing) === 'agrees' && !doubts(hearing);
export const denies = (hearing: Hearing) => replyOf(hearing) === 'denies';

/** The known facts that a message names as people do who correct them. */
export function knownNamed({ form, state, message }: Hearing): string[] {
  return factsNamed(form, message.text).filter((fact) => state.given[fact] !== undefined);
}

/** "Oh, and www.b.com too": names of further subjects. */
export function furtherSubjects({ message, form, factsTold, state }: Hearing): string[] {
  const { each } = form;
  if (each === undefined || state.given[each] === undefined || message.reply === 'denies' || message.findsWrong)
    return [];
  if (!message.language.hints.another(message.plain)) return [];
  const unattributed = factsTold.unattributed.flatMap(({ kind, reading }) =>
    kind === form.facts[each]?.kind && 'value' in reading ? [reading.value] : [],
  );
  const named = factsTold.values.flatMap(({ fact, value }) =>
    fact === each && typeof value === 'string' ? [value] : [],
  );
  return [...unattributed, ...named].filter((name) => name !== state.given[each]);
}
