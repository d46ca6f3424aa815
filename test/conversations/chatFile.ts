import type { Act } from '../../src/cases/acts.js';

/** A whole conversation as a file to read and to extend; `README.md` beside this says how. */
export interface Chat {
  title: string;
  turns: Turn[];
}

/** Who begins a turn: the customer, an agent by name, a timer that looks, or a thumb beneath the bot's last answer. */
export type Begins =
  | { by: 'user'; text: string }
  | { by: 'agent'; name: string; text: string }
  | { by: 'timer' }
  | { by: 'thumb'; text: 'up' | 'down' };

/** A line that the customer reads: of the bot's, or told at a step of the case whoever took it. */
export interface Line {
  from: 'bot' | 'told';
  text: string;
}

export interface Turn {
  /** The moment at which it begins, where it changes: a day, or a day and a time. */
  moment?: string;
  /** How things are at the desk from here on. */
  desk?: string;
  begins: Begins;
  lines: Line[];
  /** What must hold after the turn: `expecting`, `outcome` and `case` as they are, the others as a part of the whole. */
  holds: Partial<Record<(typeof HOLDS)[number], string>>;
}

const HOLDS = ['expecting', 'outcome', 'case', 'facts', 'contact', 'kept', 'refused'] as const;

/** Reads a `.chat` file. @throws with file and line where it can't be read */
export function parseChat(file: string, text: string): Chat {
  const chat: Chat = { title: '', turns: [] };
  let coming: Pick<Turn, 'moment' | 'desk'> = {};
  const begin = (begins: Begins) => {
    chat.turns.push({ ...coming, begins, lines: [], holds: {} });
    coming = {};
  };
  text.split('\n').forEach((line, index) => {
    const fail = (why: string) => new Error(`${file}:${index + 1}: ${why}`);
    const last = chat.turns.at(-1);
    const [, key = '', name, value = ''] = /^(\w+)(?: (\w+))?: ?(.*)$/.exec(line) ?? [];
    if (line.startsWith('> ') && chat.turns.length === 0) chat.title = line.slice(2);
    else if (/^@ \d{4}-\d\d-\d\d(?: \d\d:\d\d)?$/.test(line)) coming.moment = line.slice(2);
    else if (key === 'desk') coming.desk = value;
    else if (key === 'user') begin({ by: 'user', text: unescaped(value) });
    else if (key === 'agent') begin({ by: 'agent', name: name ?? 'Anna', text: unescaped(value) });
    else if (key === 'timer') begin({ by: 'timer' });
    else if (key === 'thumb' && (value === 'up' || value === 'down')) begin({ by: 'thumb', text: value });
    else if (line.trim() === '') return;
    else if (!last) throw fail('a conversation begins with "> what it shows", then "user: …"');
    else if (key === 'bot' || key === 'told') last.lines.push({ from: key, text: value });
    else if (line.startsWith('  ') && last.lines.length > 0)
      last.lines.at(-1)!.text += `\n${line.slice(2) === '.' ? '' : line.slice(2)}`;
    else if (HOLDS.some((hold) => hold === key)) last.holds[key as (typeof HOLDS)[number]] = value;
    else
      throw fail(
        `"${line}" is neither user:, agent:, timer:, thumb:, bot:, told:, desk:, ${HOLDS.join(':, ')}:, "@ day" nor a further line (two spaces)`,
      );
  });
  if (chat.title === '') throw new Error(`${file}:1: the first line says what the conversation shows: "> …"`);
  return chat;
}

/** Writes a chat as its file. */
export function formatChat({ title, turns }: Chat): string {
  const lines = turns.flatMap(({ moment, desk, begins, lines: said, holds }) => [
    ...(moment ? [`@ ${moment}`] : []),
    ...(desk ? [`desk: ${desk}`] : []),
    begun(begins),
    ...said.map(
      ({ from, text }) =>
        `${from}: ${text
          .split('\n')
          .join('\n  ')
          .replace(/^ {2}$/gm, '  .')}`,
    ),
    ...HOLDS.flatMap((name) => (holds[name] === undefined ? [] : [`${name}: ${holds[name]}`])),
    '',
  ]);
  return `${[`> ${title}`, ...lines].join('\n').trimEnd()}\n`;
}

function begun(begins: Begins): string {
  switch (begins.by) {
    case 'user':
      return `user: ${escaped(begins.text)}`;
    case 'agent':
      return `agent${begins.name === 'Anna' ? '' : ` ${begins.name}`}: ${escaped(begins.text)}`;
    case 'timer':
      return 'timer:';
    case 'thumb':
      return `thumb: ${begins.text}`;
  }
}

/** An agent by name. */
export const agentOf = (name: string) => ({ id: name.toLowerCase(), name });

/** What an agent's line does; words that are no act are what the agent says. */
const acts: [line: RegExp, act: (...parts: string[]) => Act][] = [
  [/^claims$/, () => ({ do: 'claim' })],
  [/^releases$/, () => ({ do: 'release' })],
  [/^gives back$/, () => ({ do: 'return' })],
  [/^asks for (\w+)$/, (fact = '') => ({ do: 'ask', fact })],
  [/^holds, (.+)$/, (reason = '') => ({ do: 'hold', reason })],
  [/^resolves, (.+)$/, (reason = '') => ({ do: 'resolve', reason })],
  [/^notes, (.+)$/, (text = '') => ({ do: 'note', text })],
  [/^passes on to group (.+)$/, (group = '') => ({ do: 'transfer', to: { group } })],
  [/^passes on to (\w+)$/, (name = '') => ({ do: 'transfer', to: { agent: agentOf(name) } })],
  [/^decides ([\w-]+), (.+)$/, (outcome = '', reason = '') => ({ do: 'verdict', outcome, reason })],
];

/** What an agent does by a line of a chat. */
export function actOf(text: string): Act {
  for (const [line, act] of acts) {
    const found = line.exec(text);
    if (found) return act(...found.slice(1));
  }
  return { do: 'reply', text };
}

const escaped = (text: string) => text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n');
const unescaped = (text: string) => text.replace(/\\([\\n])/g, (_, sign: string) => (sign === 'n' ? '\n' : '\\'));
