import type { Fault } from '../fault.js';
import { type Sheets, whole } from '../read/sheets.js';
import { folded, occurrences, type SourceText, type Stretch, sourceText } from '../read/sourceText.js';
import { faultAt, type Sheet } from '../sheet.js';
import { sentencesOf } from './sentences.js';

interface Quote {
  text: string;
  sheet: Sheet<unknown>;
  field: string;
}

/** Every quote stands in the source word for word, and every sentence of the source is quoted or navigation. */
export function checkQuotes(sheets: Sheets): Fault[] {
  const { source, navigation } = sheets;
  if (!source || !navigation) return [];
  const text = sourceText(source.value);
  const headings = navigation.value.navigation.map(
    (heading, index): Quote => ({ text: heading, sheet: navigation, field: `navigation.${index}` }),
  );
  const entries = [...answerQuotes(sheets), ...procedureQuotes(sheets)];
  const faults = [...entries, ...headings, ...formQuotes(sheets)].flatMap((quote) =>
    occurrences(text, quote.text).length > 0 ? [] : notInSource(quote, source),
  );
  // While a quote is wrong, what it means to quote looks missing.
  const faulty = new Set(faults.map(({ file, field }) => `${file} ${field}`));
  const meant = [...entries, ...headings]
    .filter(({ sheet, field }) => faulty.has(`${sheet.file} ${field}`))
    .flatMap((quote) => closest(quote.text, source.value) ?? []);
  return whole(sheets, 'answers/', 'procedures/')
    ? [...faults, ...missed(text, [...entries, ...headings], meant, source)]
    : faults;
}

function answerQuotes({ answers }: Sheets): Quote[] {
  return answers.flatMap((sheet) => quotes(sheet, sheet.value.sources, 'sources'));
}

function procedureQuotes({ procedures }: Sheets): Quote[] {
  return procedures.flatMap((sheet) => [
    ...quotes(sheet, sheet.value.sources, 'sources'),
    ...sheet.value.steps.flatMap((step) => quotes(sheet, step.sources, `steps.${step.id}.sources`)),
  ]);
}

function formQuotes({ forms }: Sheets): Quote[] {
  return forms.flatMap((sheet) => {
    const { decide, cannotTell, plan } = sheet.value;
    const rested = (parts: { source?: string }[], field: string) =>
      parts.flatMap(({ source }, index) =>
        source === undefined ? [] : { text: source, sheet, field: `${field}.${index}.source` },
      );
    return [
      ...decide.flatMap(({ reasons }, row) => rested(reasons, `decide.${row}.reasons`)),
      ...rested(cannotTell.reasons, 'cannotTell.reasons'),
      ...rested(plan, 'plan'),
    ];
  });
}

function quotes(sheet: Sheet<unknown>, texts: string[], field: string): Quote[] {
  return texts.map((text, index) => ({ text, sheet, field: `${field}.${index}` }));
}

function notInSource({ text, sheet, field }: Quote, source: Sheet<string>): Fault {
  const near = closest(text, source.value);
  const remedy = near
    ? `Quote it word for word: ${source.file}:${near.line} has "${near.text}"`
    : `Copy a sentence from ${source.file} word for word.`;
  return faultAt(sheet, field, `"${shorten(text)}" does not stand in the source`, remedy);
}

/** The sentence with which a quote shares at least half of its words. */
function closest(quote: string, source: string): ReturnType<typeof sentencesOf>[number] | undefined {
  const words = wordsOf(quote);
  let best: { sentence: ReturnType<typeof sentencesOf>[number]; share: number } | undefined;
  for (const sentence of sentencesOf(source)) {
    const others = wordsOf(sentence.text);
    const common = [...words].filter((word) => others.has(word)).length;
    const share = (2 * common) / (words.size + others.size || 1);
    if (share >= 0.5 && share > (best?.share ?? 0)) best = { sentence, share };
  }
  return best?.sentence;
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
}

/**
 * A quote may be part of a sentence or run over several; a sentence counts as quoted when at least half of its words
 * are.
 */
function missed(text: SourceText, quoted: Quote[], meant: Stretch[], source: Sheet<string>): Fault[] {
  const covered = new Uint8Array(source.value.length);
  for (const { start, end } of [...quoted.flatMap((quote) => occurrences(text, quote.text)), ...meant])
    covered.fill(1, start, end);
  return sentencesOf(source.value).flatMap((sentence) => {
    const words = [...source.value.slice(sentence.start, sentence.end).matchAll(/[\p{L}\p{N}]+/gu)];
    const held = words.filter((word) => covered[sentence.start + word.index] === 1).length;
    if (2 * held >= words.length) return [];
    return {
      file: source.file,
      line: sentence.line,
      field: 'sentence',
      problem: `"${shorten(sentence.text)}" is neither quoted by an answer or procedure nor navigation`,
      remedy: 'Quote it in the "sources" of the answer that says it, or list it in source/navigation.yaml.',
    };
  });
}

function shorten(text: string): string {
  const plain = folded(text);
  return plain.length <= 120 ? plain : `${plain.slice(0, 117)}...`;
}
