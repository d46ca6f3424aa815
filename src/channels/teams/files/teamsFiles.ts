import { fileName, type Place } from '../incoming.js';
import type { TeamsActivity } from '../schema.js';
import type { AskedOfFiles } from './consent.js';
import type { FileJobs } from './fileJobs.js';
import { filesToLookInto } from './sentFiles.js';

interface Parts {
  jobs: Pick<FileJobs, 'add' | 'addAnew'>;
  /** Called when there is something new to be done. */
  added(): void;
  now(): Date;
  /** What the button says, and what is said to whoever has pressed it while the card is on its way. */
  says(): { button: string; asked: string };
  /** The number of the conversation's newest verdict; null where it has none. */
  newestVerdict(conversation: string): Promise<number | null>;
}

/** What an invoke is answered with. */
type Answer = { status: number; body?: object };

/** So long a button that is pressed again is the same press: the card that asks is on its way. */
const SAME_PRESS_MS = 30_000;
/** The address of a file that was sent is good for some minutes, and so is a customer's interest. */
const LOOKED_WITHIN_MS = 4 * 60_000;
const SAVED_WITHIN_MS = 15 * 60_000;

/**
 * Takes note of what is to be done with files in Teams. Nothing is asked of anybody here: whoever sent the call has their
 * answer at once, and what was noted is done beside it, also by the next start.
 */
export class TeamsFiles {
  constructor(private readonly parts: Parts) {}

  /** A message's own files, once the message is kept: each is looked into. Safe to be called again. */
  async look(sent: TeamsActivity, { key, channel, speaker, reference }: Place): Promise<void> {
    if (reference.scope !== 'personal') return;
    const now = this.parts.now().getTime();
    for (const [index, { name: given, address }] of filesToLookInto(sent).entries()) {
      const name = fileName(given);
      const source = `file:${sent.id ?? ''}:${index}`;
      const until = now + LOOKED_WITHIN_MS;
      const job = { do: 'look' as const, conversation: key, channel, speaker, name, address, source, until };
      await this.parts.jobs.add(`${key} ${source}`, job, now);
      this.parts.added();
    }
  }

  /** Whether somebody types what the button says: then it is asked for the newest verdict, where there is one. */
  async typed(words: string, { key, reference }: Place): Promise<boolean> {
    const { button } = this.parts.says();
    if (reference.scope !== 'personal' || words.trim().toLowerCase() !== button.toLowerCase()) return false;
    const seq = await this.parts.newestVerdict(key);
    if (seq !== null) await this.offer(key, seq);
    return seq !== null;
  }

  /** A button or an answer to a card of ours. @returns what an invoke is answered with; null for a message */
  async asked(asked: AskedOfFiles, { key: conversation, channel, speaker }: Place): Promise<Answer | null> {
    const { jobs, says } = this.parts;
    const now = this.parts.now().getTime();
    const { seq } = asked;
    if (asked.do === 'copy') {
      await this.offer(conversation, seq);
      return asked.pressed === 'message' ? null : { status: 200, body: message(says().asked) };
    }
    const { offer, card } = asked;
    // Whichever answer comes first is the answer; the same again is none.
    const id = `${conversation} answer:${offer}`;
    if (asked.do === 'decline') await jobs.add(id, { do: 'decline', conversation, seq, offer, card }, now);
    else {
      const until = now + SAVED_WITHIN_MS;
      const upload = { ...asked.upload, name: fileName(asked.upload.name) };
      const far = { until, began: false, stored: false };
      await jobs.add(id, { do: 'save', conversation, seq, offer, card, channel, speaker, upload, ...far }, now);
    }
    this.parts.added();
    return { status: 200 };
  }

  private async offer(conversation: string, seq: number): Promise<void> {
    const now = this.parts.now().getTime();
    const job = { do: 'offer' as const, conversation, seq, offer: `${seq}-${now.toString(36)}` };
    await this.parts.jobs.addAnew(`${conversation} copy:${seq}`, job, { now, before: now - SAME_PRESS_MS });
    this.parts.added();
  }
}

const message = (value: string) => ({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value });
