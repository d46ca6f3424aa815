/** What the bot itself says and which words steer a conversation. */
export interface Sayings {
  /** Ways to say each control word, matched as a whole message. */
  controls: Record<Control, string[]>;
  /** The bot's sentences by key; `{name}` placeholders are filled where they are said. */
  says: Record<string, string>;
  /** What a customer is told for each reason a reader gives (`date.future`). */
  problems: Record<string, string>;
}

export const controls = [
  'cancel',
  'startOver',
  'back',
  'help',
  'person',
  'pause',
  'done',
  'where',
  'yes',
  'no',
  'dontKnow',
  'noneOfThese',
] as const;
export type Control = (typeof controls)[number];
