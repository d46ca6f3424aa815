import type { IncomingMessage } from 'node:http';
import type { ReceivedFile } from '../channels/channel.js';
import { badArgument, Refusal } from '../refusal.js';

const tooLarge = (most: number) => new Refusal(413, 'RequestTooLarge', `The body may have at most ${most} bytes.`);

/** Files that one message may bring, and bytes of each: certificates are a few kilobytes. */
const MOST_FILES = 5;
const MOST_FILE_BYTES = 64_000;
const ACTIVITY_PART = 'activity';

/**
 * A JSON body; an empty one counts as `{}`. Bodies are read here rather than by restify's parser, because that one
 * writes uploads to the disk: a private key among them would be stored before anybody looked.
 * @param most bytes @throws {Refusal} 400, 413 or 415
 */
export async function readJson(request: IncomingMessage, most: number): Promise<unknown> {
  const type = contentType(request);
  const bytes = await readBytes(request, most);
  if (bytes.length === 0) return {};
  if (type !== 'application/json')
    throw new Refusal(415, 'UnsupportedMediaType', 'Send JSON: Content-Type: application/json.');
  return parse(bytes.toString('utf8'));
}

/**
 * An upload of Direct Line: multipart with a part `activity` and files. The files' contents are looked at by
 * the turn's intake and not kept.
 * @param most bytes in all @param mostActivity of the activity among them: it is limited as it would be without files
 * @returns the activity and what came with it @throws {Refusal} 400, 413 or 415
 */
export async function readUpload(
  request: IncomingMessage,
  { most, mostActivity }: { most: number; mostActivity: number },
): Promise<{ activity: unknown; files: ReceivedFile[] }> {
  if (contentType(request) !== 'multipart/form-data')
    throw new Refusal(415, 'UnsupportedMediaType', 'Send multipart/form-data with a part "activity" and the files.');
  const bytes = await readBytes(request, most);
  const form = await formOf(bytes, request.headers['content-type'] ?? '');
  let activity: unknown;
  const files: ReceivedFile[] = [];
  for (const [name, part] of form) {
    if (name === ACTIVITY_PART && (typeof part === 'string' ? Buffer.byteLength(part) : part.size) > mostActivity)
      throw new Refusal(413, 'RequestTooLarge', `The part "${ACTIVITY_PART}" may have at most ${mostActivity} bytes.`);
    if (name === ACTIVITY_PART) activity = parse(typeof part === 'string' ? part : await part.text());
    else if (typeof part !== 'string') {
      if (files.length >= MOST_FILES)
        throw new Refusal(413, 'RequestTooLarge', `A message may bring at most ${MOST_FILES} files.`);
      if (part.size > MOST_FILE_BYTES)
        throw new Refusal(413, 'RequestTooLarge', `A file may have at most ${MOST_FILE_BYTES} bytes.`);
      const content = Buffer.from(await part.arrayBuffer()).toString('latin1');
      files.push({
        name: part.name.slice(0, 300),
        contentType: part.type.slice(0, 100) || 'application/octet-stream',
        size: part.size,
        content,
      });
    }
  }
  if (files.length === 0) throw badArgument('The upload has no file in it.');
  return { activity: activity ?? { type: 'message' }, files };
}

function contentType({ headers }: IncomingMessage): string {
  return (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badArgument('The body is not JSON.');
  }
}

async function formOf(bytes: Buffer, type: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  } catch {
    throw badArgument("The multipart body can't be read.");
  }
}

async function readBytes(request: IncomingMessage, most: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    throw new Refusal(415, 'UnsupportedMediaType', 'Send the body without a Content-Encoding.');
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge(most);
  const chunks: Buffer[] = [];
  let size = 0;
  // Left half way the request must live on: its socket takes the answer that says why.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
