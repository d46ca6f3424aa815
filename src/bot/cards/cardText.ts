/**
 * Signs that mean something to a card wherever they stand: emphasis, code, links, HTML, entities, the cards' own
 * `{{DATE(…)}}`; and what makes a screen turn an address into a link by itself (`https://`, `name@`, `www.example`)
 * or two hyphens into a dash. A backslash before a sign makes it stand for itself only: CommonMark 0.31, 2.4.
 */
const MEANT = /[\\`*_[\]<&~{@]|:(?=\/\/)|(?<=[\w-])\.(?=\p{L}{2})|-(?=-)/gu;
/** The same for signs that begin a line: lists, quotes, headings. */
const MEANT_FIRST = /^(\s*\d*)([-+#>=.)])/;

/** A text of one line in which nothing means anything to a card. */
export function inert(text: string): string {
  return text.replace(/\s+/g, ' ').replace(MEANT, '\\$&').replace(MEANT_FIRST, '$1\\$2');
}

const unescaped = (text: string) => text.replace(/\\([!-/:-@[-`{-~])/g, '$1');

/** What stands out in a line: an escaped sign, code, an image or link, an address, a sign that would begin one. */
const SPANS =
  /\\[!-/:-@[-`{-~]|(`+)(?<code>.+?)\1|!?\[(?<label>(?:\\.|[^[\]\\])*)\]\(\s*<?(?<target>[^()\s<>\\]*)>?[^()\\]*\)|<?(?<url>https:\/\/[^\s<>"()[\]\\]*[^\s<>"()[\]\\.,;:!?’”'])>?(?<more>\\\S*)?|(?<loose>:(?=\/\/)|@|[[<]|(?<=[\w-])\.(?=\p{L}{2}))/gu;

/**
 * The knowledge's Markdown as a card's text understands it: bold, italic, lists and links to https addresses stay;
 * headings become bold; code, quotes and images become their words. What was made {@link inert} stays so.
 * @returns a text for each paragraph
 */
export function cardText(markdown: string): string[] {
  return paragraphs(markdown)
    .map((lines) => lines.map(({ text, code }) => (code ? inert(text) : line(text))).join('\n'))
    .filter((text) => text.trim() !== '');
}

interface Line {
  text: string;
  code: boolean;
}

function paragraphs(markdown: string): Line[][] {
  const found: Line[][] = [[]];
  let code = false;
  for (const text of markdown.split('\n')) {
    if (/^\s*(?:```|~~~)/.test(text)) {
      code = !code;
      found.push([]);
    } else if (text.trim() === '' || /^\s*(?:[-*_]\s*){3,}$/.test(text)) found.push([]);
    else found.at(-1)?.push({ text, code });
  }
  return found;
}

function line(text: string): string {
  const [, heading] = /^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(text) ?? [];
  if (heading !== undefined) return `**${spans(heading.replaceAll('**', ''))}**`;
  return spans(text.replace(/^(?:\s{0,3}>\s?)+/, ''));
}

function spans(text: string): string {
  return text.replace(SPANS, (whole: string, ...rest: unknown[]) => {
    const { code, label, target, url, more, loose } = rest.at(-1) as Record<string, string | undefined>;
    if (code !== undefined) return inert(unescaped(code).trim());
    // An address that a customer's own text is a part of is no link of the knowledge's.
    if (url !== undefined)
      return more === undefined ? link(url.replace(/[`*_~&]/g, '\\$&'), url) : inert(unescaped(url + more));
    if (label !== undefined)
      return target?.startsWith('https://') && !whole.startsWith('!') ? link(spans(label), target) : spans(label);
    return loose === undefined ? whole : `\\${loose}`;
  });
}

const link = (label: string, address: string) => `[${label}](${address})`;
