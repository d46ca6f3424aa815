import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Ended, ended, start } from './program.js';

/** A program that is still running, to write to line by line. */
export class Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly end: Promise<Ended>;
  private readonly lines: AsyncIterator<string>;

  constructor(words: string[]) {
    this.child = start(words);
    this.child.stdin.on('error', () => undefined);
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    this.end = ended(this.child);
  }

  /** Writes a line and waits for the line that comes back. */
  async ask(line: unknown): Promise<Record<string, unknown>> {
    this.child.stdin.write(`${JSON.stringify(line)}\n`);
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`The program ended before it answered. ${(await this.end).err}`);
    return JSON.parse(value) as Record<string, unknown>;
  }
}
