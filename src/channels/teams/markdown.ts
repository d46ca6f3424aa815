/** A list's item, a quote's line: the next line may follow as it is. */
const ITEM = /^\s*(?:[-*+]|\d{1,9}[.)]|>)\s/;
const CODE = /(^[ \t]{0,3}(```|~~~)[^\n]*\n[\s\S]*?(?:\n[ \t]{0,3}\2[^\n]*|$(?![\s\S]))|`[^`\n]+`)/gm;

/**
 * A text's Markdown as Teams' messages understand it: bold, italic, lists, quotes, code and links. Headings become bold,
 * rules go, images become their words; a line break stays one, and what looks like HTML is text.
 * (learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages)
 */
export function inTeamsMarkdown(text: string): string {
  let from = 0;
  const parts: string[] = [];
  for (const code of text.matchAll(CODE)) {
    parts.push(plain(text.slice(from, code.index)), code[0]);
    from = code.index + code[0].length;
  }
  return withLines([...parts, plain(text.slice(from))].join('')).trim();
}

/** What stands outside of code. */
function plain(text: string): string {
  return text
    .replace(
      /^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$/gm,
      (_, heading: string) => `**${heading.replaceAll('**', '')}**`,
    )
    .replace(/^[ \t]*(?:[-*_][ \t]*){3,}$/gm, '')
    .replace(/!\[((?:\\.|[^[\]\\])*)\]\([^()\n]*\)/g, '$1')
    .replace(/<(?!https:\/\/[^\s<>]+>)/g, '&lt;');
}

/** In Teams, too, one line break is a space in Markdown: two spaces ahead make it one that is seen. */
function withLines(text: string): string {
  const lines = text.split('\n');
  let code = false;
  return lines
    .map((line, index) => {
      const fence = /^[ \t]{0,3}(?:```|~~~)/.test(line);
      if (fence) code = !code;
      const next = lines[index + 1];
      if (code || fence || next === undefined || line.trim() === '' || next.trim() === '') return line;
      return ITEM.test(next) || /^[ \t]{0,3}(?:```|~~~)/.test(next) ? line : `${line.replace(/ +$/, '')}  `;
    })
    .join('\n');
}

/** A text in a few words without signs: what a notification shows. */
export function inShort(text: string, longest = 200): string {
  const words = text
    .replace(/\[((?:\\.|[^[\]\\])*)\]\([^()\n]*\)/g, '$1')
    .replace(/^[ \t]*(?:#{1,6}|>|[-*+])[ \t]+/gm, '')
    .replace(/\*\*|`+/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  const signs = [...words];
  return signs.length <= longest
    ? words
    : `${signs
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}
