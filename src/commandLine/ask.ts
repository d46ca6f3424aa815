import { z } from 'zod';
import { openMatching } from '../assistant.js';
import { Entries } from '../bot/entries.js';
import { colours, markdown } from '../channels/terminal/paint.js';
import { columnsOf, wrap } from '../channels/terminal/wrap.js';
import { UsageError } from '../failure.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { say } from '../knowledge/say.js';
import type { Match } from '../matching/match.js';
import type { Matcher } from '../matching/matcher.js';
import type { Command } from './command.js';
import { readFlags } from './flags.js';
import { serveLines } from './jsonLines.js';

/** `ask`: one question, one answer with its source, or why there is none. */
export async function ask({ knowledgeFolder, rest }: Command): Promise<number> {
  const flags = readFlags(rest, ['json', 'explain'], 'ask');
  const { knowledge, matcher } = await openMatching(knowledgeFolder);
  const entries = new Entries(knowledge);
  if (flags.json) {
    if (flags.words.length > 0)
      throw new UsageError('ask --json takes the questions from standard input, one JSON object a line.');
    await serveLines(process.stdin, process.stdout, z.object({ text: z.string() }), ({ text }) =>
      answerLine(entries, matcher, text),
    );
    return 0;
  }
  const text = flags.words.join(' ').trim();
  if (text === '') throw new UsageError('ask what? certdesk ask "Should I back up my certificate?"');
  const match = matcher.match(text);
  const parts = [answerText(knowledge, entries, match), ...(flags.explain ? [explanation(match)] : [])];
  process.stdout.write(`${wrap(parts.join('\n\n'), columnsOf(process.stdout))}\n`);
  return 0;
}

function answerLine(entries: Entries, matcher: Matcher, text: string) {
  const { decision, entry, also, confidence, ranking, step } = matcher.match(text);
  if (decision !== 'answer' || entry === null)
    return { decision, entry: null, also: [], confidence, ranking, answer: null, sources: [] };
  const told = [entry, ...also].map((id) => entries.text(id, id === entry ? step : null));
  const answer = told.map((one) => one.text).join('\n\n');
  return {
    decision,
    entry,
    also,
    confidence,
    ranking,
    answer,
    sources: [...new Set(told.flatMap((one) => one.sources))],
  };
}

function answerText(knowledge: Knowledge, entries: Entries, match: Match): string {
  const { sayings } = knowledge;
  if (match.decision === 'clarify') {
    const items = match.choices.map((id, index) =>
      say(sayings, 'clarify.item', { number: index + 1, title: entries.title(id) }),
    );
    return `${say(sayings, 'clarify.ask')}\n${items.join('\n')}`;
  }
  if (match.decision === 'unknown' || match.entry === null) {
    const topic = knowledge.outside.find(({ id }) => id === match.outside);
    return topic?.text ?? say(sayings, 'unknown.say');
  }
  const told = [match.entry, ...match.also].map((id) => entries.text(id, id === match.entry ? match.step : null));
  const paint = colours(process.stdout);
  const source = (quote: string) =>
    paint.quiet(`  ${say(sayings, 'answer.source', { quote: quote.replace(/\s+/g, ' ') })}`);
  return told.map(({ text, sources }) => [markdown(text, paint), ...sources.map(source)].join('\n')).join('\n\n');
}

function explanation(match: Match): string {
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  return [
    `Decision: ${match.decision}, confidence ${percent(match.confidence)}`,
    `Ranking: ${match.ranking.map(({ id, confidence }) => `${id} ${percent(confidence)}`).join(', ')}`,
    ...(match.outside ? [`Outside the FAQ: ${match.outside}`] : []),
    'Nearest phrasings:',
    ...match.nearest.map(({ phrasing, entry, similarity }) => `  ${similarity.toFixed(2)}  ${entry}  “${phrasing}”`),
    `Words that decided: ${match.words.join(', ') || 'none'}`,
  ].join('\n');
}
