import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { z } from 'zod';
import { UsageError } from '../failure.js';

/**
 * Answers each line of JSON with one line of JSON, in order, each flushed before the next is read. A line that can't be read or answered
 * gives `{"error": …}` and the next is served.
 * @param schema what a line must be
 * @param answer its answer; a rejection with an `Error` becomes that line's error
 */
export async function serveLines<T>(input: Readable, output: Writable, schema: z.ZodType<T>, answer: (line: T) => Promise<object> | object): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const result = await answerLine(line, schema, answer);
    await new Promise<void>((done, failed) => output.write(`${JSON.stringify(result)}\n`, (error) => (error ? failed(error) : done())));
  }
}

async function answerLine<T>(line: string, schema: z.ZodType<T>, answer: (line: T) => Promise<object> | object): Promise<object> {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return { error: line.trim() === '' ? 'The line is empty; send one JSON object a line.' : 'The line is not JSON; send one JSON object a line.' };
  }
  try {
    return await answer(checked(schema, read));
  } catch (fault) {
    return { error: fault instanceof Error ? fault.message : 'The line could not be answered.' };
  }
}

/** The value as the schema has it. @throws {UsageError} naming each field that is wrong */
export function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new UsageError(read.error.issues.map((issue) => `${issue.path.join('.') || 'the line'}: ${issue.message}`).join('; '));
}
