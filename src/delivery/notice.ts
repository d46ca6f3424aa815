/** A letter that is no activity of a conversation: a mail, or a call of another program's webhook. */
export interface Notice {
  /** Says at most once what it says: a second one with the same id is dropped. */
  id: string;
  kind: 'mail' | 'webhook';
  /** What it is made of: plain data. */
  body: object;
  /** When it is sent (ms). */
  dueAt: number;
}
