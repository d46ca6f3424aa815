import type { Activity } from 'botbuilder';
import type { ActivityRow } from '../../storage/tables.js';
import { inTeams } from './dialect.js';
import { refreshing } from './refresh.js';

/**
 * What Teams shows of one activity of the transcript: its messages, whose cards ask how they stand and offer a copy of a
 * verdict where one person alone reads them. A file goes to one person's store.
 *
 * @param userId whose chat it is; null where there are several @param copies what the button says that asks for a copy; null: none
 */
export function shownThere(
  row: Pick<ActivityRow, 'id' | 'role' | 'activity' | 'seq'>,
  { userId, copies }: { userId: string | null; copies: string | null },
): Partial<Activity>[] {
  return inTeams(row, userId === null ? null : copies).map((message) => refreshing(message, row, userId));
}
