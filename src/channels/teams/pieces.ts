/** A fence of a code block, and what its block is made of. */
const FENCE = /^\s{0,3}(?:```|~~~)/;

/**
 * Cuts a Markdown text into pieces that are no longer than that: between paragraphs, where one is too long at its lines,
 * then at its words, then at its signs, but never within a sign. A code block stays whole, and where it alone is too long
 * each of its pieces is a code block.
 */
export function piecesOf(text: string, longest: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const block of blocksOf(text).flatMap((whole) => fitting(whole, longest))) {
    const longer = piece === '' ? block : `${piece}\n\n${block}`;
    if (longer.length <= longest) piece = longer;
    else {
      pieces.push(piece);
      piece = block;
    }
  }
  return piece === '' ? pieces : [...pieces, piece];
}

/** Paragraphs and code blocks. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let lines: string[] = [];
  let code = false;
  const close = () => {
    if (lines.some((line) => line.trim() !== '')) blocks.push(lines.join('\n'));
    lines = [];
  };
  for (const line of text.split('\n')) {
    if (FENCE.test(line)) {
      if (!code) close();
      lines.push(line);
      if (code) close();
      code = !code;
    } else if (line.trim() === '' && !code) close();
    else lines.push(line);
  }
  close();
  return blocks;
}

function fitting(block: string, longest: number): string[] {
  if (block.length <= longest) return [block];
  const [first = '', ...lines] = block.split('\n');
  if (!FENCE.test(first)) return joined(block.split('\n'), longest);
  const closed = FENCE.test(lines.at(-1) ?? '');
  const body = closed ? lines.slice(0, -1) : lines;
  const end = first.trim().startsWith('~') ? '~~~' : '```';
  const around = first.length + end.length + 2;
  return joined(body, longest - around).map((some) => `${first}\n${some}\n${end}`);
}

/** Lines put together again, as many as fit. */
function joined(lines: readonly string[], longest: number): string[] {
  const pieces: string[] = [];
  let piece: string | null = null;
  for (const line of lines.flatMap((whole) => cut(whole, longest))) {
    const longer: string = piece === null ? line : `${piece}\n${line}`;
    if (longer.length <= longest) piece = longer;
    else {
      if (piece !== null) pieces.push(piece);
      piece = line;
    }
  }
  return piece === null ? pieces : [...pieces, piece];
}

/** One line, cut behind spaces where it has any, and never between the two halves of a sign. */
function cut(line: string, longest: number): string[] {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > longest) {
    const space = rest.lastIndexOf(' ', longest - 1) + 1;
    const at = space > longest / 2 ? space : longest - (/[\uD800-\uDBFF]/.test(rest[longest - 1] ?? '') ? 1 : 0);
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...pieces, rest];
}
