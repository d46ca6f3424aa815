import type { ActivityRow } from '../../../storage/tables.js';

/** A copy of a verdict, as a file. */
export interface Copy {
  /** Which case it is of, where it has one. */
  case: string | null;
  bytes: Buffer;
}

type Said = {
  text?: string;
  from?: { name?: string };
  channelData?: { certdesk?: { card?: unknown; case?: unknown } };
};

/** Whether an activity of the transcript is a verdict, of which a copy can be had. */
export function isVerdict({ role, activity }: Pick<ActivityRow, 'role' | 'activity'>): boolean {
  return role === 'bot' && (JSON.parse(activity) as Said).channelData?.certdesk?.card === 'verdict';
}

/**
 * A verdict's words as a text of their own: whose, when, and all that was said: why, with the quotes, what to do, and the
 * case's number. Made of what the transcript keeps and nothing else, so that it is the same each time, to the byte.
 */
export function copyOf({ activity, at }: Pick<ActivityRow, 'activity' | 'at'>): Copy {
  const { text = '', from, channelData } = JSON.parse(activity) as Said;
  const number = channelData?.certdesk?.case;
  const said = new Date(Number(at)).toISOString();
  const head = [from?.name ?? '', `${said.slice(0, 10)} ${said.slice(11, 16)} UTC`].filter((line) => line !== '');
  const lines = [...head, '', ...plainOf(text).split('\n'), ''];
  // Editors of Windows that are older than the certificates want both signs.
  const bytes = Buffer.from(`\ufeff${lines.join('\r\n')}`, 'utf8');
  return { case: typeof number === 'string' ? number : null, bytes };
}

/** Markdown as a text that is read as it stands. */
function plainOf(markdown: string): string {
  return markdown
    .replace(/\[((?:\\.|[^[\]\\])*)\]\(([^()\s]*)\)/g, (_, label: string, address: string) =>
      label === address ? address : `${label} (${address})`,
    )
    .replace(/\*\*/g, '')
    .replace(/^(\s*)> /gm, '$1  ')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
