import type { Fault } from '../fault.js';
import { fileFault } from './folder.js';

/** The two parts of a Markdown file that begins with YAML between `---` lines. The YAML begins in line 2. */
export interface FrontMatter {
  yaml: string;
  body: string;
  /** The line on which `body` begins. */
  bodyLine: number;
}

/** Splits a Markdown file into its front matter and its text. */
export function splitFrontMatter(file: string, text: string): FrontMatter | { fault: Fault } {
  const lines = text.split('\n');
  if (lines[0]?.trimEnd() !== '---')
    return {
      fault: fileFault(
        file,
        'does not begin with a line "---"',
        'Put id, title and the other keys between two lines "---" at the top.',
      ),
    };
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end < 0)
    return {
      fault: fileFault(
        file,
        'has no second line "---"',
        'Close the keys at the top with a line "---"; the text follows it.',
      ),
    };
  return { yaml: lines.slice(1, end).join('\n'), body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 };
}
