import type { Activity } from 'botbuilder';
import type { ActivityRow } from '../../storage/tables.js';
import { cardOf, choicesCard, inTeamsCard, type Offered, type TeamsCard } from './cardDialect.js';
import { cardOfWords, caseSaidBy } from './caseCardNow.js';
import { copyButton } from './files/consent.js';
import { isVerdict } from './files/copyOf.js';
import { inShort, inTeamsMarkdown } from './markdown.js';
import { piecesOf } from './pieces.js';

/**
 * A message of Teams is at most so long, counted in UTF-16 with all that is around its words: its pages say about 28 KB for
 * messages and 40 KB for bots', and what is let through today is more.
 */
const LONGEST_BYTES = 28 * 1024;
/** Of that: who it is from and for, which comes around it when it is posted. Teams' ids are long. */
const AROUND_BYTES = 2 * 1024;
/** The words' part of that; the rest is for names, ids and buttons. */
const LONGEST_TEXT = 8000;

type Said = Partial<Activity>;

/**
 * What was said, as Teams shows it: one message, or several where it is too long for one. A card stands in the place of
 * the text that says the same; suggested answers, which Teams doesn't show, become buttons.
 *
 * @param row of the transcript @param copies what the button says by which a copy of a verdict is asked for; null: none
 * @returns nothing for what has nothing to be seen (events for other programs); the first has the activity's own id, the
 * others `…/2` and so on
 */
export function inTeams(
  row: Pick<ActivityRow, 'id' | 'seq' | 'role' | 'activity'>,
  copies: string | null = null,
): Said[] {
  const { id, role, activity } = row;
  const said = JSON.parse(activity) as Said;
  if (said.type !== 'message') return [];
  const text = said.text ?? '';
  const stands = caseSaidBy(said) === null ? null : cardOfWords(text);
  const neutral = (said.attachments ?? []).map(cardOf).find((one) => one !== null) ?? stands;
  const card =
    neutral && copies !== null && isVerdict(row) ? withButton(neutral, copyButton(copies, row.seq)) : neutral;
  const offered = offeredBy(said);
  const summary = inShort(text);
  if (card !== null) {
    const buttons = said.channelData?.certdesk?.buttons === true ? [] : offered;
    // A summary has a button on each of its rows, and what older clients press is as long again.
    for (const older of [true, false]) {
      const shown = message({ id, summary, card: inTeamsCard(card, buttons, { name: id, older }) });
      if (fits(shown)) return [shown];
    }
  }
  const pieces = piecesOf(spoken(card ? text : unlisted(text, offered), role, said), LONGEST_TEXT);
  if (pieces.length === 0 && offered.length === 0) return [];
  return (pieces.length === 0 ? [''] : pieces).map((piece, index, all) => {
    const last = index === all.length - 1;
    return message({
      id: index === 0 ? id : `${id}/${index + 1}`,
      text: piece,
      ...(index === 0 && { summary }),
      ...(last && offered.length > 0 && { card: choicesCard(offered, id) }),
    });
  });
}

/** A card with one more button beneath it. */
function withButton(card: { actions?: object[] }, button: object): object {
  return { ...card, actions: [...(card.actions ?? []), button] };
}

interface Message {
  id: string;
  text?: string;
  summary?: string;
  card?: TeamsCard;
}

function message({ id, text, summary, card }: Message): Said {
  return {
    ...{ type: 'message', id },
    ...(text ? { text, textFormat: 'markdown' } : {}),
    ...(summary ? { summary } : {}),
    ...(card ? { attachments: [card] } : {}),
  };
}

const fits = (shown: Said) => JSON.stringify(shown).length * 2 <= LONGEST_BYTES - AROUND_BYTES;

/** Words of a person carry their name: in Teams all comes from the one bot, under the bot's name. */
function spoken(text: string, role: ActivityRow['role'], { from }: Said): string {
  const words = inTeamsMarkdown(text);
  const name = role !== 'agent' ? '' : (from?.name ?? '').replace(/[\\*_`~[\]<>&\s]+/g, ' ').trim();
  return name === '' || words === '' ? words : `**${name}**\n\n${words}`;
}

/** A text without the numbered list of answers that stand as buttons beneath it; their words can be typed all the same. */
function unlisted(text: string, offered: readonly Offered[]): string {
  const blocks = text.match(/(?:^\d+\. .*(?:\n|$(?![\s\S])))+/gm) ?? [];
  const titles = new Set(offered.map(({ title }) => title));
  const isOffered = (block: string) => itemsOf(block).every((item) => titles.has(item));
  return blocks.filter(isOffered).reduce((rest, block) => rest.replace(block, () => ''), text);
}

const itemsOf = (block: string) =>
  block
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^\d+\. /, '').trim());

/** The suggested answers; those are text that the customer could have typed. */
function offeredBy({ suggestedActions }: Said): Offered[] {
  return (suggestedActions?.actions ?? []).flatMap(({ title, value }) =>
    typeof value === 'string' && value !== '' ? [{ title: title || value, value }] : [],
  );
}
