import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { Activity } from 'botbuilder';
import { colours, markdown, type Paint } from './paint.js';
import type { TerminalChannel } from './terminalChannel.js';
import { columnsOf, wrap } from './wrap.js';

type Screen = Writable & { isTTY?: boolean; columns?: number };

/**
 * Talks with a person until the input ends, they say "exit" or press Ctrl-C. Suggested answers carry numbers; a
 * number picks one.
 * @returns whether they pressed Ctrl-C
 */
export async function talk(
  channel: Pick<TerminalChannel, 'open' | 'say'>,
  input: Readable & { isTTY?: boolean },
  output: Screen,
): Promise<{ interrupted: boolean }> {
  const paint = colours(output);
  const terminal = Boolean(input.isTTY && output.isTTY);
  const lines = createInterface({
    input,
    output: terminal ? output : undefined,
    terminal,
    prompt: paint.accent('you> '),
    historySize: 200,
  });
  const ended = { interrupted: false, closed: false };
  lines.on('SIGINT', () => {
    ended.interrupted = true;
    lines.close();
  });
  lines.on('close', () => {
    ended.closed = true;
  });
  // Lines that came before the input ended are still answered, but a closed prompt can't be shown again.
  const prompt = () => {
    if (!ended.closed) lines.prompt();
  };
  const typedLines = lines[Symbol.asyncIterator]();
  const id = 'terminal';
  let offered = show(output, paint, await channel.open(id));
  prompt();
  for await (const typed of typedLines) {
    const text = offered[Number(typed.trim()) - 1] ?? typed;
    if (text !== typed && terminal) output.write(`${paint.quiet(wrap(text, columnsOf(output)))}\n`);
    if (/^\s*(?:bye|exit|quit)\s*$/i.test(text)) break;
    const answered = await channel.say({ conversation: { id }, text });
    offered = show(output, paint, answered.replies);
    prompt();
  }
  lines.close();
  if (terminal) output.write('\n');
  return { interrupted: ended.interrupted };
}

/**
 * Writes the replies, and the suggested answers of the last one with their numbers. @returns what each number stands
 * for
 */
function show(output: Screen, paint: Paint, replies: Partial<Activity>[]): string[] {
  const columns = columnsOf(output);
  for (const { text } of replies) if (text) output.write(`\n${wrap(markdown(text, paint), columns)}\n`);
  const actions = replies.at(-1)?.suggestedActions?.actions ?? [];
  const items = actions.map((action, index) => wrap(`  ${paint.accent(`[${index + 1}]`)} ${action.title}`, columns));
  if (items.length > 0) output.write(`\n${items.join('\n')}\n`);
  output.write('\n');
  return actions.map((action) => String(action.value));
}
