import type { Fault } from '../fault.js';
import { fileFault } from './folder.js';

const mark = '\uFEFF';

/** The text of a file with `\n` line ends, or why it is no text. */
export function decodeText(file: string, bytes: Buffer): { text: string } | { fault: Fault } {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { fault: fileFault(file, 'is not UTF-8 text', 'Save it with the encoding UTF-8.') };
  }
  if (text.startsWith(mark))
    return { fault: fileFault(file, 'begins with a byte order mark', 'Save it as UTF-8 without the mark (BOM).') };
  text = text.replace(/\r\n?/g, '\n');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const control = /[\u0000-\u0008\u000B\u000E-\u001F\u007F]/.exec(text);
  if (!control) return { text };
  const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return {
    fault: {
      file,
      line: text.slice(0, control.index).split('\n').length,
      field: 'file',
      problem: `holds the control character U+${code}`,
      remedy: 'Delete it; it is invisible in most editors.',
    },
  };
}
