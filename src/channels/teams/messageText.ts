import { z } from 'zod';
import type { TeamsActivity } from './schema.js';

const mention = z.object({
  type: z.literal('mention'),
  mentioned: z.object({ id: z.string() }),
  text: z.string().max(1000).nullish(),
});
const HTML = 'text/html';
/** What was quoted of an earlier message stands before the reply to it. */
const QUOTE = /<blockquote\b[^<>]*schema\.skype\.com\/Reply[^<>]*>/i;
const END_OF_QUOTE = /<\/blockquote\s*>/i;
/** Tags after which a new line begins. */
const BREAKS = /<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6]|\/blockquote|\/pre)\b[^<>]*>/gi;
const TAG = /<[a-z/!][^<>]*>/gi;
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi;

/** Whether the bot is mentioned. */
export function isMentioned({ entities, recipient }: TeamsActivity): boolean {
  return (entities ?? []).some((entity) => mention.safeParse(entity).data?.mentioned.id === recipient.id);
}

/** What was written, as plain text: without the bot's own name where it is mentioned, and without markup. */
export function wordsOf(activity: TeamsActivity): string {
  const { text: given, html } = bodyOf(activity);
  const without = botNames(activity).reduce((rest, name) => rest.replaceAll(name, ' '), given);
  const hasMarkup = html || /<at\b|&nbsp;/i.test(given);
  const plain = hasMarkup ? textOf(without, html) : without;
  return plain.replace(/\u00a0/g, ' ').trim();
}

/** The text, and whether that is HTML: Teams sends both forms of a formatted message, and quotes are told apart in one. */
function bodyOf({ text, textFormat, attachments }: TeamsActivity): { text: string; html: boolean } {
  const content = (attachments ?? []).find(({ contentType }) => contentType === HTML)?.content;
  const formatted = typeof content === 'string' ? content : null;
  const quotes = formatted !== null && QUOTE.test(formatted);
  if (formatted !== null && (quotes || !text?.trim())) return { text: withoutQuotes(formatted), html: true };
  return { text: text ?? '', html: /^(?:xml|html)$/i.test(textFormat ?? '') };
}

/** Each piece is looked at once, however many quotes are opened and never closed. */
function withoutQuotes(html: string): string {
  let [kept, rest] = ['', html];
  for (;;) {
    const quote = QUOTE.exec(rest);
    const end = quote && END_OF_QUOTE.exec(rest.slice(quote.index));
    if (!quote || !end) return kept + rest;
    kept += `${rest.slice(0, quote.index)} `;
    rest = rest.slice(quote.index + end.index + end[0].length);
  }
}

/** The mentions of the bot as they stand in the text. */
function botNames({ entities, recipient }: TeamsActivity): string[] {
  return (entities ?? []).flatMap((entity) => {
    const { data } = mention.safeParse(entity);
    return data?.mentioned.id === recipient.id && data.text ? [data.text] : [];
  });
}

/** HTML as text. @param whole whether all of it is HTML; else only names that are mentioned stand in tags */
function textOf(markup: string, whole: boolean): string {
  const bare = whole
    ? markup
        .replace(/[\r\n]+/g, ' ')
        .replace(BREAKS, '\n')
        .replace(TAG, '')
    : markup.replace(/<\/?at\b[^<>]*>/gi, '');
  return bare.replace(ENTITY, (entity, decimal: string, hex: string, name: string) => {
    if (name) return Object.hasOwn(named, name.toLowerCase()) ? named[name.toLowerCase()]! : entity;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}
