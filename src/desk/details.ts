import { withWords } from '../cases/brief.js';
import { standingOf } from '../storage/conversations.js';
import type { Database } from '../storage/database.js';
import { readTranscript } from '../storage/transcript.js';
import type { DeskStore, KeptCase } from './deskStore.js';
import { historyLineOf, lineOf } from './lines.js';
import { saidOf } from './saidOf.js';
import type { CaseDetails, Said } from './wire.js';

/** The newest activities of a conversation that are shown with its case: nobody reads more at once. */
const MOST_ACTIVITIES = 2000;
const AT_ONCE = 500;
const EARLIER = 20;

/** A case with all that is known of it. */
export async function detailsOf(
  { store, database }: { store: DeskStore; database: Database },
  kept: KeptCase,
): Promise<CaseDetails> {
  const { id, brief, override, asking, resolution, rating } = kept.case;
  const [history, earlier, transcript] = await Promise.all([
    store.history(id),
    store.earlier({ id, userId: kept.userId }, EARLIER),
    wholeTranscript(database, kept.conversation),
  ]);
  return {
    ...lineOf(kept),
    ...{
      brief: withWords(brief, wordsIn(transcript)),
      verdict: override,
      asking,
      resolution,
      comment: rating?.comment ?? null,
    },
    ...{ transcript, history: history.map(historyLineOf), earlier: earlier.map(lineOf) },
  };
}

/** What each message of a transcript says, by its id, which ends in its number. */
function wordsIn(transcript: readonly Said[]): (message: string) => string | undefined {
  const bySeq = new Map(transcript.map(({ seq, text }) => [seq, text]));
  return (message) => bySeq.get(Number(message.split('|').at(-1)));
}

/** What was said in a conversation. */
export async function wholeTranscript(database: Database, conversation: string): Promise<Said[]> {
  const { lastSeq } = await standingOf(database, conversation);
  const said: Said[] = [];
  for (let after = Math.max(0, lastSeq - MOST_ACTIVITIES); ; ) {
    const rows = await readTranscript(database, conversation, after, AT_ONCE);
    if (rows.length === 0) return said;
    for (const row of rows) said.push(...[saidOf(row)].filter((one) => one !== null));
    after = rows.at(-1)!.seq;
  }
}
