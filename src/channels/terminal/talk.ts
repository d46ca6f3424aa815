import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { Activity } from 'botbuilder';
import { colours, markdown, type Paint } from './paint.js';
import type { TerminalChannel } from './terminalChannel.js';

/** Talks with a person until the input ends, they say "exit" or press Ctrl-C. Suggested answers carry numbers; a number picks one. */
export async function talk(channel: TerminalChannel, input: Readable & { isTTY?: boolean }, output: Writable & { isTTY?: boolean }): Promise<void> {
  const paint = colours(output);
  const terminal = Boolean(input.isTTY && output.isTTY);
  const lines = createInterface({ input, output: terminal ? output : undefined, terminal, prompt: paint.accent('you> '), historySize: 200 });
  lines.on('SIGINT', () => lines.close());
  const id = 'terminal';
  let offered = show(output, paint, await channel.open(id));
  lines.prompt();
  for await (const typed of lines) {
    const text = offered[Number(typed.trim()) - 1] ?? typed;
    if (text !== typed && terminal) output.write(paint.quiet(`${text}\n`));
    if (/^\s*(?:bye|exit|quit)\s*$/i.test(text)) break;
    const answered = await channel.say({ conversation: { id }, text });
    offered = show(output, paint, answered.replies);
    lines.prompt();
  }
  lines.close();
  output.write('\n');
}

/** Writes the replies, and the suggested answers of the last one with their numbers. @returns what each number stands for */
function show(output: Writable, paint: Paint, replies: Partial<Activity>[]): string[] {
  for (const { text } of replies) if (text) output.write(`\n${markdown(text, paint)}\n`);
  const actions = replies.at(-1)?.suggestedActions?.actions ?? [];
  if (actions.length > 0) output.write(`\n${actions.map((action, index) => `  ${paint.accent(`[${index + 1}]`)} ${action.title}`).join('\n')}\n`);
  output.write('\n');
  return actions.map((action) => String(action.value));
}
