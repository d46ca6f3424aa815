import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml';
import type { Fault } from '../fault.js';
import { faultAt, type Sheet } from '../sheet.js';

const deepest = 20;

/** What the parser's codes mean to somebody who writes YAML now and then: the problem and its remedy. */
const meanings: Partial<Record<YAMLError['code'], [problem: string, remedy: string]>> = {
  TAB_AS_INDENT: ['a tab indents this line', 'Indent with spaces only.'],
  BLOCK_AS_IMPLICIT_KEY: ['a second colon follows on the same line', 'Put a text that holds ": " in quotes.'],
  MULTILINE_IMPLICIT_KEY: [
    'a key has no colon, or a text runs on in the next line',
    'Write "key: value" with a space after the colon, and put texts of several lines in quotes.',
  ],
  BAD_SCALAR_START: ['a text begins with a sign that YAML keeps for itself', 'Put the text in quotes.'],
  MISSING_CHAR: [
    'a closing quote, a bracket or a colon is missing',
    "Add it; a quote inside a quoted text is written twice ('it''s') or with a backslash (\"\\\"\").",
  ],
  BAD_DQ_ESCAPE: [
    'a backslash in a text in double quotes begins no known sign',
    'Use single quotes, or write the backslash twice.',
  ],
  BAD_INDENT: [
    'the indentation does not fit, or a bracket is not closed',
    'Align the line with the others of its list or map, with two spaces for each level.',
  ],
  UNEXPECTED_TOKEN: [
    'something follows that does not belong here',
    'Put the whole text in quotes; write an apostrophe inside single quotes twice.',
  ],
  TAG_RESOLVE_FAILED: ['a text begins with "!"', 'Put the text in quotes.'],
  MULTIPLE_DOCS: ['a line "---" begins a second document', 'Remove it: a file holds one document.'],
  BAD_DIRECTIVE: ['a line begins with "%"', 'Put the text in quotes.'],
  RESOURCE_EXHAUSTION: ['brackets are nested too deep', 'Write it plainer.'],
};

/** A fault found while the document is walked; the walk goes on only after small ones. */
interface Walk {
  file: string;
  lines: Record<string, number>;
  faults: Fault[];
  lineAt(node: Node): number;
}

/**
 * Reads one YAML document, with the line of every field. Anchors, aliases and tags are refused: here they are mostly
 * texts that lack quotes (`*.example.com`), and without them a small file cannot unfold into a huge one.
 * @param firstLine the line of `file` on which `text` begins
 */
export function parseYaml(file: string, text: string, firstLine = 1): Sheet<unknown> | { faults: Fault[] } {
  const counter = new LineCounter();
  const line = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  const lines: Record<string, number> = { '': firstLine };
  try {
    // Doubled keys are looked for below: the parser compares each key with each.
    const document = parseDocument(text, {
      lineCounter: counter,
      prettyErrors: false,
      uniqueKeys: false,
      logLevel: 'error',
    });
    // The first error mostly brings the others along.
    const error = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0])[0];
    if (error) {
      const [problem, remedy] = meanings[error.code] ?? [
        `this is not YAML: ${error.message}`,
        'Mend the line; texts with special signs go in quotes.',
      ];
      return { faults: [{ file, line: line(error.pos[0]), field: 'syntax', problem, remedy }] };
    }
    const walk: Walk = { file, lines, faults: [], lineAt: (node) => line(node.range?.[0] ?? 0) };
    const value = document.contents === null ? null : read(document.contents, '', 0, walk);
    return walk.faults.length > 0 ? { faults: walk.faults } : { file, lines, value };
  } catch (error) {
    // Text nested thousands deep overflows the parser's stack.
    return { faults: [faultAt({ file, lines }, '', `cannot be read as YAML (${String(error)})`, 'Write it plainer.')] };
  }
}

function read(node: unknown, path: string, depth: number, walk: Walk): unknown {
  if (!isScalar(node) && !isMap(node) && !isSeq(node))
    return isAlias(node) ? refuse(walk, path, node, `"*${node.source}" stands for an anchor`) : null;
  walk.lines[path] ??= walk.lineAt(node);
  if (node.anchor !== undefined) return refuse(walk, path, node, `"&${node.anchor}" sets an anchor`);
  if (node.tag?.startsWith('!')) return refuse(walk, path, node, `"${node.tag}" is a tag`);
  if (isScalar(node)) return node.value;
  if (depth > deepest) return refuse(walk, path, node, 'this is nested too deep', 'Write it plainer.');
  if (isSeq(node))
    return node.items.map((item, index) =>
      read(item, path === '' ? String(index) : `${path}.${index}`, depth + 1, walk),
    );
  const entries: Record<string, unknown> = {};
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? key.value : null;
    if (!isScalar(key) || name === null || typeof name === 'object') {
      refuse(walk, path, node, 'a key is empty or no plain text', 'Write "key: value".');
      continue;
    }
    const at = path === '' ? String(name) : `${path}.${name}`;
    const first = walk.lines[at];
    const twice = Object.hasOwn(entries, String(name));
    walk.lines[at] = walk.lineAt(key);
    if (twice) refuse(walk, at, key, `this key stands in line ${first} already`, 'Keep one of the two.');
    // Such keys reach into every object of the program, and numbers change places with the other keys.
    else if (String(name) in {}) refuse(walk, at, key, 'this name is reserved', 'Choose another name.');
    else if (/^\d+$/.test(String(name)))
      refuse(walk, at, key, 'a key is a number', 'Choose a name that begins with a letter.');
    else entries[String(name)] = read(value, at, depth + 1, walk);
  }
  return entries;
}

function refuse(
  walk: Walk,
  path: string,
  node: Node,
  problem: string,
  remedy = 'Put the text in quotes, or write out what is meant.',
): null {
  walk.faults.push({ file: walk.file, line: walk.lineAt(node), field: path || 'file', problem, remedy });
  return null;
}
