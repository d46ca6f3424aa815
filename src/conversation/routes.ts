import type { FormMove } from '../forms/moves.js';
import { factsToldIn } from './factsToldIn.js';
import { formsOpened, whileFormRuns } from './formsOpened.js';
import { LEARNED } from './limits.js';
import type { Move } from './moves.js';
import { opening } from './opening.js';
import type { Heard, Open, Situation } from './situation.js';
import { pickTitle } from './titlePick.js';
import { withinForm } from './withinForm.js';

/** One row of the table: where it holds, when, and what follows; the first that holds is taken. */
export interface Route {
  /** The row read aloud. */
  says: string;
  open: Open['is'];
  when: (heard: Heard) => boolean;
  then: (heard: Heard) => Move[];
}

const row = (open: Open['is'], says: string, when: Route['when'], then: Route['then']): Route => ({
  open,
  says,
  when,
  then,
});
const always = () => true;
const hasWords = ({ message }: Heard) => /[\p{L}\p{N}]/u.test(message.text);
/** A yes or no that is the whole reply: a word or a few, nothing asked, nothing told beside it. */
const plainly = (reply: 'agrees' | 'denies') => (heard: Heard) =>
  heard.message.reply === reply && heard.message.asks === '';
const control = (heard: Heard, wanted: Parameters<Situation['controls']['whole']>[1]) =>
  heard.situation.controls.whole(heard.message.text, wanted);

/** What follows from a message, by what is open. */
export const routes: readonly Route[] = [
  // A form asks: what answers goes to it, what asks is answered, and the form asks again.
  ...(['question', 'readBack', 'summary'] as const).map((open) =>
    row(open, 'while a form runs the form hears first; another may be opened', always, whileFormRuns),
  ),

  row(
    'choice',
    'a title, a number or a place picks an entry',
    (heard) => picked(heard) !== null,
    (heard) => [{ do: 'pick', entry: picked(heard)! }],
  ),
  row(
    'choice',
    'none of these',
    (heard) => control(heard, ['noneOfThese', 'no']) !== null,
    () => [{ do: 'noneOfThese' }],
  ),
  row(
    'choice',
    'a bare yes picks nothing',
    (heard) => control(heard, ['yes']) !== null,
    () => [{ do: 'showChoices' }],
  ),
  row(
    'choice',
    'a no that says no more than why it came up declines',
    (heard) => plainly('denies')(heard) && onlyDenies(heard),
    () => [{ do: 'decline' }],
  ),
  row('choice', 'anything else is heard as if nothing had been offered', always, beneath),

  row('offer', 'a yes takes the offer, with what it tells', takesOffer, (heard) => taken(heard)),
  row(
    'offer',
    'a no with a question beside it asks the question',
    (heard) => heard.message.reply === 'denies' && heard.message.asks !== '',
    ({ message }) => [{ do: 'answer', question: message.asks }],
  ),
  row(
    'offer',
    'a no declines',
    (heard) =>
      (control(heard, ['no']) !== null || plainly('denies')(heard)) && heard.message.length <= 12 && !tellsAny(heard),
    () => [{ do: 'decline' }],
  ),
  row(
    'offer',
    'a reply that the reader is sure of',
    (heard) => leansTo(heard) !== null,
    (heard) => unlessNamed(heard, leansTo(heard) === 'yes' ? taken(heard) : [{ do: 'decline' }]),
  ),
  row(
    'offer',
    'a fact of the form offered takes it too',
    (heard) => withWhatItTells(heard) !== null,
    (heard) => withWhatItTells(heard)!,
  ),
  row('offer', 'anything else passes it over', always, (heard) => atRest(heard)),

  row(
    'cancelling',
    'a yes, or cancel once more, cancels',
    (heard) => plainly('agrees')(heard) || control(heard, ['cancel', 'yes']) !== null,
    () => [{ do: 'cancel' }],
  ),
  row(
    'cancelling',
    'a no goes on',
    (heard) => heard.message.reply === 'denies' || control(heard, ['no']) !== null,
    () => [{ do: 'goOn' }],
  ),
  row('cancelling', 'anything else goes on with the form', always, beneath),

  row(
    'step',
    'a move within the guide',
    (heard) => stepMove(heard) !== null,
    (heard) => [{ do: 'step', to: stepMove(heard)! }],
  ),
  row(
    'step',
    'what is told of a form that waits beneath goes to it',
    (heard) => toldBeneath(heard).length > 0,
    toldBeneath,
  ),
  row('step', 'anything else is heard as if no guide ran', always, (heard) => atRest(heard)),

  row(
    'decided',
    'a correction of what was decided',
    (heard) => withinForm(heard).some(({ do: does }) => does === 'revise'),
    (heard) => withinForm(heard),
  ),
  row('decided', 'anything else is a new matter', always, (heard) => atRest(heard)),

  row('nothing', 'whatever comes', always, (heard) => atRest(heard)),
];

/** "No no, I haven't lost anything, I was just asking": a short no with no matter of its own. */
function onlyDenies(heard: Heard): boolean {
  const { text, length, findings } = heard.message;
  const [first = ''] = text.match(/[\p{L}\p{N}']+/u) ?? [];
  const led = heard.situation.controls.whole(first, ['no']) !== null;
  return led && length <= 14 && findings.length === 0 && !tellsAny(heard);
}

/** Does a message tell a fact of any form? */
function tellsAny({ message, situation }: Heard): boolean {
  return situation.forms.some((form) => factsToldIn(form, message, situation.trade).values.length > 0);
}

/** Nothing waits for the message: it opens a form, asks, thanks, or says that a matter is over. */
function atRest(heard: Heard): Move[] {
  const { message, situation } = heard;
  if (!hasWords(heard)) return [{ do: 'misunderstood' }];
  const tells = tellsAny(heard);
  if (message.isOver && !tells) return [{ do: 'over' }];
  if (message.thanks && message.asks === '' && !tells && message.length <= 14)
    return [{ do: 'courtesy', role: 'thanks' }];
  const begun = formsOpened(heard);
  if (begun) return begun;
  const repliesToNothing = situation.controls.whole(message.text, ['yes', 'no', 'noneOfThese', 'dontKnow']);
  if (repliesToNothing && heard.open.is !== 'step') return [{ do: 'nothingOpen' }];
  if (plainly('denies')(heard) && onlyDenies(heard))
    return [{ do: 'answer', question: message.text, otherwise: [{ do: 'decline' }] }];
  return [{ do: 'answer', question: message.text }];
}

/**
 * What waits beneath a "did you mean" or a question about cancelling hears the message; where nothing does, it is a
 * new one.
 */
function beneath(heard: Heard): Move[] {
  const { beneath: below } = heard.situation;
  return below ? whileFormRuns({ ...heard, open: below }) : atRest(heard);
}

/** What a message tells or corrects of the form that waits beneath a guide. */
function toldBeneath(heard: Heard): Move[] {
  const { beneath: below } = heard.situation;
  if (!below) return [];
  const moves = withinForm({ ...heard, open: below });
  const tells = ({ do: does }: FormMove) => does === 'take' || does === 'correct' || does === 'takeSeveral';
  return moves.some((move) => move.do === 'form' && move.moves.some(tells)) ? moves : [];
}

function picked({ message, open }: Heard): string | null {
  return open.is === 'choice' && /[\p{L}\p{N}]/u.test(message.text)
    ? pickTitle(
        message.text,
        open.entries.map(({ id, title }) => [id, title]),
      )
    : null;
}

const offeredForm = ({ open, situation }: Heard) =>
  open.is === 'offer' && open.offer !== 'person'
    ? (situation.forms.find(({ id }) => id === (open.offer as { form: string }).form) ?? null)
    : null;

function takesOffer(heard: Heard): boolean {
  if (control(heard, ['yes']) !== null) return true;
  const { message } = heard;
  return (message.reply === 'agrees' || message.reply === 'hedgedYes') && !message.findsWrong && message.asks === '';
}

function taken(heard: Heard): Move[] {
  const form = offeredForm(heard);
  if (!form) return [{ do: 'handOver', why: 'asked' }];
  return opening(heard, form, { surely: true }) ?? [{ do: 'begin', form: form.id, moves: [] }];
}

/** The offered form, opened by a message that tells something of it: a name alone is enough where nothing is asked. */
function withWhatItTells(heard: Heard): Move[] | null {
  const form = offeredForm(heard);
  if (!form) return null;
  const opened = opening(heard, form, { surely: true }) ?? [];
  const tells = opened.some((move) => move.do === 'begin' && move.moves.some(({ do: does }) => does === 'take'));
  return tells && heard.message.asks === '' ? opened : opening(heard, form);
}

/** No more words than a name has. */
const NAME_WORDS = 3;

/** "My case" sounds like a yes to an offer: a word or two that name what the FAQ is sure of ask for that. */
function unlessNamed({ message }: Heard, leant: readonly Move[]): Move[] {
  if (message.length > NAME_WORDS) return [...leant];
  return [{ do: 'answer', question: message.text, otherwise: leant }];
}

/** What the learned reader hears in a reply to an offer that says neither yes nor no in plain words. */
function leansTo({ message, situation }: Heard): 'yes' | 'no' | null {
  const [best] = situation.reader?.read(message.text, 'offer').act ?? [];
  if (!best || best.p < LEARNED.act || message.asks !== '' || message.findings.length > 0) return null;
  return best.label === 'yes' || best.label === 'no' ? best.label : null;
}

function stepMove(heard: Heard): 'done' | 'back' | 'where' | number | null {
  const { message, situation } = heard;
  const number = situation.language.stepWanted(message.plain);
  if (number !== null) return number;
  const said = control(heard, ['done', 'back', 'where', 'yes']);
  if (said === 'back' || said === 'where') return said;
  if (said) return 'done';
  return message.length <= 8 && message.reply === 'agrees' && message.asks === '' ? 'done' : null;
}
