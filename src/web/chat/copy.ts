import { chatWords } from '../words.js';
import { element } from './dom.js';
import type { Line } from './line.js';
import type { Activity } from './webChat.js';

/** Downloads the whole conversation, as the service has it, as a text file. @returns whether it could be made */
export async function saveCopy(line: Line, deskName: string): Promise<boolean> {
  const activities = await allActivities(line).catch(() => undefined);
  if (!activities) return false;
  const address = URL.createObjectURL(new Blob([transcriptText(activities, deskName)], { type: 'text/plain' }));
  const day = isoDay(new Date());
  element('a', { href: address, download: `${fileName(deskName)} ${day}.txt` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return true;
}

/** The desk's name without what some systems don't take in a file's. */
const fileName = (deskName: string): string =>
  deskName
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();

async function allActivities(line: Line): Promise<Activity[]> {
  const all = new Map<string, Activity>();
  for (let watermark = '0'; ; ) {
    const answer = await line.request(`/activities?watermark=${encodeURIComponent(watermark)}`);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const page = (await answer.json()) as { activities: Activity[]; watermark: string };
    const before = all.size;
    for (const activity of page.activities) all.set(activity.id ?? `${all.size}`, activity);
    if (all.size === before || page.watermark === watermark) return [...all.values()];
    watermark = page.watermark;
  }
}

/** Each message with its time and who said it, in the customer's own clock. */
function transcriptText(activities: readonly Activity[], deskName: string): string {
  const messages = activities.filter(({ type, text }) => type === 'message' && text);
  const said = messages.map(({ text, from, timestamp }) => {
    const who = from.role === 'user' ? chatWords.you : (from.name ?? deskName);
    return `${chatWords.saidInCopy(who, clock(timestamp))}\n${text}\n`;
  });
  return [`${chatWords.copyTitle(deskName)}\n`, ...said].join('\n');
}

const pad = (number: number): string => String(number).padStart(2, '0');
const isoDay = (at: Date): string => `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;

function clock(timestamp = ''): string {
  const at = new Date(timestamp);
  return Number.isNaN(at.valueOf()) ? '' : `${isoDay(at)} ${pad(at.getHours())}:${pad(at.getMinutes())}`;
}
