/** A letter that is no activity of a conversation: a mail, a call of another program's webhook, work on a file. */
export interface Notice {
  /** Says at most once what it says: a second one with the same id is dropped. */
  id: string;
  kind: 'mail' | 'webhook' | 'teams-file';
  /** What it is made of: plain data. */
  body: object;
  /** When it is sent (ms). */
  dueAt: number;
}
