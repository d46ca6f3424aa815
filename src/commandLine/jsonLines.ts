import type { Readable, Writable } from 'node:stream';
import type { z } from 'zod';
import { takeOutSecrets } from '../certificates/secrets.js';
import { UsageError } from '../failure.js';
import { leaveWhenInterrupted } from './interrupt.js';

/**
 * Answers each line of JSON with one line of JSON, in order, each flushed before the next is read. A line that can't
 * be read or answered gives `{"error": …}` and the next is served.
 * @param schema what a line must be
 * @param answer its answer; a rejection with an `Error` becomes that line's error
 */
export async function serveLines<T>(
  input: Readable,
  output: Writable,
  schema: z.ZodType<T>,
  answer: (line: T) => Promise<object> | object,
): Promise<void> {
  leaveWhenInterrupted();
  for await (const line of linesOf(input)) {
    const result = await answerLine(line, schema, answer);
    await new Promise<void>((done, failed) =>
      output.write(`${inOneLine(result)}\n`, (error) => (error ? failed(error) : done())),
    );
  }
}

/** Lines end at a line feed alone: JSON may hold other signs that some programs take for a line's end. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  let parts: string[] = [];
  input.setEncoding('utf8');
  for await (const chunk of input as AsyncIterable<string>) {
    const [first, ...more] = chunk.split('\n');
    parts.push(first!);
    for (const next of more) {
      yield parts.join('');
      parts = [next];
    }
  }
  const last = parts.join('');
  if (last !== '') yield last;
}

/** JSON of which no sign ends a line for any reader. */
function inOneLine(result: object): string {
  return JSON.stringify(result).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

async function answerLine<T>(
  line: string,
  schema: z.ZodType<T>,
  answer: (line: T) => Promise<object> | object,
): Promise<object> {
  let read: unknown;
  try {
    read = JSON.parse(line.replace(/^\uFEFF/, ''));
  } catch {
    return {
      error:
        line.trim() === ''
          ? 'The line is empty; send one JSON object a line.'
          : 'The line is not JSON; send one JSON object a line.',
    };
  }
  try {
    return await answer(checked(schema, read));
  } catch (fault) {
    // A field's name is quoted where it is wrong, and may be anything.
    return { error: fault instanceof Error ? takeOutSecrets(fault.message).text : 'The line could not be answered.' };
  }
}

/** The value as the schema has it. @throws {UsageError} naming each field that is wrong */
export function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError('the line: must be a JSON object');
  throw new UsageError(
    read.error.issues.map((issue) => `${issue.path.join('.') || 'the line'}: ${issue.message}`).join('; '),
  );
}
