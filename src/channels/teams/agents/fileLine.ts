import type { CaseKnowledge } from '../../../cases/caseKnowledge.js';
import { type FileNews, fileNewsIn } from '../../../cases/fileNews.js';
import type { ActivityRow } from '../../../storage/tables.js';
import { MOST_BYTES } from '../files/fileCalls.js';
import { marked, plain, type Saying } from './sayings.js';

/** What agents are told of a file, in the case's thread; null where an activity tells of none. Never what is in it. */
export function fileLine({ type, activity }: Pick<ActivityRow, 'type' | 'activity'>, knowledge: CaseKnowledge) {
  const news = type === 'event' ? fileNewsIn(JSON.parse(activity)) : null;
  if (!news) return null;
  return marked(knowledge, says(news), { name: news.name, size: sizeOf(news, knowledge) });
}

function says({ what, size, held }: FileNews): Saying {
  if (what === 'saved') return 'teams.file.saved';
  if (held) return 'teams.file.held';
  return size === null || size > MOST_BYTES ? 'teams.file.unread' : 'teams.file.looked';
}

function sizeOf({ size }: FileNews, knowledge: CaseKnowledge): string {
  if (size === null) return plain(knowledge, 'teams.file.long', { count: MOST_BYTES / 1024 });
  return plain(knowledge, 'teams.file.size', { count: Math.max(1, Math.round(size / 1024)) });
}
