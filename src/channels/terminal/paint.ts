import { styleText } from 'node:util';

/** Colours where the stream is a terminal that wants them (NO_COLOR is kept), plain text elsewhere. */
export interface Paint {
  strong(text: string): string;
  quiet(text: string): string;
  accent(text: string): string;
  warn(text: string): string;
}

const plain: Paint = { strong: (text) => text, quiet: (text) => text, accent: (text) => text, warn: (text) => text };
const coloured: Paint = {
  strong: (text) => styleText('bold', text, { validateStream: false }),
  quiet: (text) => styleText('dim', text, { validateStream: false }),
  accent: (text) => styleText('cyan', text, { validateStream: false }),
  warn: (text) => styleText('yellow', text, { validateStream: false }),
};

/** The colours for a stream. */
export function colours(stream: { isTTY?: boolean }): Paint {
  return stream.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb' ? coloured : plain;
}

/** The little Markdown that answers use (bold, code, quotes), as a terminal shows it. */
export function markdown(text: string, paint: Paint): string {
  return text
    .replace(/\*\*([^*\n]+)\*\*/g, (_, bold: string) => paint.strong(bold))
    .replace(/(?<![\w*])\*([^*\n]+)\*(?![\w*])/g, (_, name: string) => paint.strong(name))
    .replace(/`([^`\n]+)`/g, (_, code: string) => paint.accent(code))
    .replace(/^(\s*)> (.*)$/gm, (_, indent: string, quote: string) => `${indent}${paint.quiet(quote)}`);
}
