import { z } from 'zod';
import { cardText, inert } from '../../../bot/cards/cardText.js';
import type { Case } from '../../../cases/case.js';
import type { CaseKnowledge } from '../../../cases/caseKnowledge.js';
import type { Passage } from '../../../turn/passage.js';
import { standingOf, verdictOf } from './caseCard.js';
import type { Answer, Heard } from './heard.js';
import { marked, plain } from './sayings.js';
import type { CasesHere } from './threads.js';

/** What the search from the compose box looks through. */
export interface SearchParts {
  /** Passages of the knowledge that may answer a text. */
  suggest(text: string): Promise<Passage[]>;
  cases: CasesHere;
  knowledge(): CaseKnowledge;
  now(): Date;
}

const query = z.object({
  commandId: z.enum(['answers', 'cases']),
  parameters: z
    .array(z.object({ name: z.string(), value: z.unknown() }))
    .default([])
    .catch([]),
});
const MOST = 10;
const LONGEST_QUERY = 200;
const PREVIEW = 120;

/** What a search is for, as the manifest names it; null where it is none of ours. */
export const commandOf = ({ value }: Heard): 'answers' | 'cases' | null =>
  query.safeParse(value).data?.commandId ?? null;

/** Words in the place of results. */
export const searchSays = (text: string): Answer => ({
  status: 200,
  body: { composeExtension: { type: 'message', text } },
});

/** The results for what was typed, each a card to insert, with a preview in the list. */
export async function search(parts: SearchParts, heard: Heard): Promise<Answer> {
  const { commandId, parameters } = query.parse(heard.value);
  const typed = parameters.find(({ name }) => name !== 'initialRun')?.value;
  const words = typeof typed === 'string' ? typed.trim().slice(0, LONGEST_QUERY) : '';
  if (words === '') return searchSays(plain(parts.knowledge(), 'teams.search.ask'));
  const attachments = commandId === 'answers' ? await answers(parts, words) : await cases(parts, words);
  if (attachments.length === 0) return searchSays(plain(parts.knowledge(), 'teams.search.none'));
  return { status: 200, body: { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } } };
}

async function answers({ suggest, knowledge }: SearchParts, words: string): Promise<object[]> {
  const found = await suggest(words);
  return found.slice(0, MOST).map(({ title, text, sources }) => {
    const quotes = sources.map((quote) => block(`“${inert(quote)}”`, { isSubtle: true, size: 'Small' }));
    const body = [
      block(inert(title), { weight: 'Bolder', size: 'Medium', style: 'heading' }),
      ...cardText(text).map((paragraph) => block(paragraph)),
      ...(quotes.length > 0 ? [block(marked(knowledge(), 'teams.search.source'), { weight: 'Bolder' })] : []),
      ...quotes,
    ];
    return result(body, { title, text: oneLine(text) });
  });
}

async function cases({ cases: kept, knowledge, now }: SearchParts, words: string): Promise<object[]> {
  const found = await kept.list({ q: words, most: MOST });
  return found.cases.map(({ case: open }) => {
    const shown = { knowledge: knowledge(), now: now().getTime() };
    const body = [
      block(marked(shown.knowledge, 'teams.card.title', { case: open.id }), { weight: 'Bolder', size: 'Medium' }),
      block(standingOf(open, shown)),
      block(verdictOf(open, shown.knowledge)),
    ];
    const title = plain(shown.knowledge, 'teams.card.title', { case: open.id });
    return result(body, {
      title: [title, nameOf(open)].filter((one) => one !== null).join(', '),
      text: standingOf(open, shown),
    });
  });
}

const nameOf = ({ contact, facts }: Case) => {
  const name = contact.name ?? facts.newCommonName ?? facts.commonName;
  return typeof name === 'string' ? name : null;
};
const block = (text: string, look: object = {}) => ({ type: 'TextBlock', text, wrap: true, ...look });
const oneLine = (text: string) => {
  const line = text
    .replace(/[*_`#>]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > PREVIEW ? `${line.slice(0, PREVIEW - 1)}…` : line;
};

function result(body: object[], preview: { title: string; text: string }): object {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      ...{ $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.5', body },
    },
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: escaped(preview.title), text: escaped(preview.text) },
    },
  };
}
