/** A stretch of the source, in UTF-16 units; the end is exclusive. */
export interface Stretch {
  start: number;
  end: number;
}

/** One way of reading the source for quotes: its white space folded, and where each unit stands in the source. */
interface Rendering {
  folded: string;
  offsets: number[];
}

/** The source prepared for {@link occurrences}. */
export type SourceText = Rendering[];

const space = /\s+/g;
/** An address that the page broke over two lines: the second begins with a sign no sentence begins with. */
const brokenAddress = /(?<=https?:\/\/\S*)\s*\n\s*(?=[./?#&=%_~]\S)/g;

/** Prepares a source; an address broken over two lines can be quoted as received and joined. */
export function sourceText(text: string): SourceText {
  const breaks = [...text.matchAll(brokenAddress)].map((match) => match.index);
  const asReceived = render(text, []);
  return breaks.length > 0 ? [asReceived, render(text, breaks)] : [asReceived];
}

/** Text with white space folded, as quotes are compared. */
export function folded(text: string): string {
  return text.replace(space, ' ').trim();
}

/** Every place where the source holds a quote word for word; white space does not count, and no word is cut. */
export function occurrences(source: SourceText, quote: string): Stretch[] {
  const wanted = folded(quote);
  if (wanted === '') return [];
  return source.flatMap(({ folded: text, offsets }) => {
    const found: Stretch[] = [];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      if (!cutsWord(text, at) && !cutsWord(text, end)) found.push({ start: offsets[at]!, end: offsets[end - 1]! + 1 });
    }
    return found;
  });
}

function cutsWord(text: string, at: number): boolean {
  return /^[\p{L}\p{N}]{2}$/u.test(text.slice(Math.max(0, at - 1), at + 1));
}

function render(text: string, leftOut: number[]): Rendering {
  let plain = '';
  const offsets: number[] = [];
  let from = 0;
  const take = (part: string, start: number) => {
    for (let i = 0; i < part.length; i++) offsets.push(start + i);
    plain += part;
  };
  for (const match of text.matchAll(space)) {
    take(text.slice(from, match.index), from);
    if (!leftOut.includes(match.index)) take(' ', match.index);
    from = match.index + match[0].length;
  }
  take(text.slice(from), from);
  return { folded: plain, offsets };
}
