/** A whole conversation as a file to read and to extend; `README.md` beside this says how. */
export interface Chat {
  title: string;
  turns: Turn[];
}

export interface Turn {
  /** The day on which the message is sent, where it changes. */
  day?: string;
  user: string;
  bot: string[];
  /** What must hold after the turn: `expecting`, `outcome` and `case` as they are, `facts` as a part of all facts. */
  holds: Partial<Record<'expecting' | 'outcome' | 'case' | 'facts', string>>;
}

const HOLDS = ['expecting', 'outcome', 'case', 'facts'] as const;

/** Reads a `.chat` file. @throws with file and line where it can't be read */
export function parseChat(file: string, text: string): Chat {
  const chat: Chat = { title: '', turns: [] };
  let day: string | undefined;
  text.split('\n').forEach((line, index) => {
    const fail = (why: string) => new Error(`${file}:${index + 1}: ${why}`);
    const last = chat.turns.at(-1);
    const [, key = '', value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (line.startsWith('> ') && chat.turns.length === 0) chat.title = line.slice(2);
    else if (/^@ \d{4}-\d\d-\d\d$/.test(line)) day = line.slice(2);
    else if (key === 'user') {
      chat.turns.push({ ...(day && { day }), user: unescaped(value), bot: [], holds: {} });
      day = undefined;
    } else if (line.trim() === '') return;
    else if (!last) throw fail('a conversation begins with "> what it shows", then "user: …"');
    else if (key === 'bot') last.bot.push(value);
    else if (line.startsWith('  ') && last.bot.length > 0)
      last.bot.push(`${last.bot.pop()}\n${line.slice(2) === '.' ? '' : line.slice(2)}`);
    else if (HOLDS.some((name) => name === key)) last.holds[key as (typeof HOLDS)[number]] = value;
    else
      throw fail(
        `"${line}" is neither user:, bot:, ${HOLDS.join(':, ')}:, "@ day" nor a bot's further line (two spaces)`,
      );
  });
  if (chat.title === '') throw new Error(`${file}:1: the first line says what the conversation shows: "> …"`);
  return chat;
}

/** Writes a chat as its file. */
export function formatChat({ title, turns }: Chat): string {
  const lines = turns.flatMap(({ day, user, bot, holds }) => [
    ...(day ? [`@ ${day}`] : []),
    `user: ${escaped(user)}`,
    ...bot.map(
      (reply) =>
        `bot: ${reply
          .split('\n')
          .join('\n  ')
          .replace(/^ {2}$/gm, '  .')}`,
    ),
    ...HOLDS.flatMap((name) => (holds[name] === undefined ? [] : [`${name}: ${holds[name]}`])),
    '',
  ]);
  return `${[`> ${title}`, ...lines].join('\n').trimEnd()}\n`;
}

const escaped = (text: string) => text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n');
const unescaped = (text: string) => text.replace(/\\([\\n])/g, (_, sign: string) => (sign === 'n' ? '\n' : '\\'));
