import { inflateSync } from 'node:zlib';

/**
 * The text of a PDF as Chromium prints it, in the order of drawing, without spaces: what it draws are glyphs, whose
 * letters each font's own table tells (PDF 1.7, 9.10.3).
 */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const letters = new Map<string, Map<number, string>>();
  for (const [id, { head }] of objects) {
    const table = /\/ToUnicode (\d+) 0 R/.exec(head)?.[1];
    const { stream } = (table && objects.get(table)) || {};
    // Its resources call a font by its object's number.
    if (stream) letters.set(`F${id}`, lettersOf(stream));
  }
  return [...objects.values()].map(({ stream = '' }) => (/\bBT\b/.test(stream) ? drawn(stream, letters) : '')).join('');
}

interface PdfObject {
  head: string;
  stream?: string;
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const bytes = pdf.toString('latin1');
  const found = new Map<string, PdfObject>();
  for (const { 1: id = '', 2: body = '' } of bytes.matchAll(/(?:^|\n)(\d+) 0 obj\s*([\s\S]*?)endobj/g)) {
    const at = body.search(/stream\r?\n/);
    const head = at < 0 ? body : body.slice(0, at);
    if (at < 0) {
      found.set(id, { head });
      continue;
    }
    const raw = Buffer.from(body.slice(body.indexOf('\n', at) + 1, body.lastIndexOf('endstream')), 'latin1');
    found.set(id, { head, stream: head.includes('FlateDecode') ? inflated(raw) : raw.toString('latin1') });
  }
  return found;
}

function inflated(raw: Buffer): string {
  try {
    return inflateSync(raw).toString('latin1');
  } catch {
    return '';
  }
}

const code = (hex: string) => Number.parseInt(hex, 16);
const text = (hex: string) => String.fromCodePoint(...(hex.match(/.{4}/g) ?? []).map(code));

function lettersOf(table: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const { 1: rows = '' } of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const { 1: glyph = '', 2: letter = '' } of rows.matchAll(/<(\w+)>\s*<(\w+)>/g))
      letters.set(code(glyph), text(letter));
  for (const { 1: rows = '' } of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const { 1: from = '', 2: to = '', 3: first = '' } of rows.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let glyph = code(from); glyph <= code(to); glyph += 1)
        letters.set(glyph, String.fromCodePoint(code(first) + glyph - code(from)));
  return letters;
}

function drawn(content: string, letters: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> | undefined;
  let said = '';
  for (const { 1: name, 2: glyphs } of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
    if (name !== undefined) font = letters.get(name);
    else for (const glyph of glyphs?.match(/.{4}/g) ?? []) said += font?.get(code(glyph)) ?? '';
  }
  // Ligatures are letters again.
  return said.normalize('NFKC').replace(/\s+/g, '');
}
