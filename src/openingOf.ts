import type { Knowledge } from './knowledge/knowledge.js';
import { taskNumbers } from './knowledge/pageSayings.js';
import { say } from './knowledge/say.js';
import type { Opening } from './turn/opening.js';

/** The chat page's first screen: knowledge/sayings/page.yaml, or the welcome with its suggestions where there is none. */
export function openingOf({ desk, sayings }: Pick<Knowledge, 'desk' | 'sayings'>): Opening {
  const { says } = sayings;
  const has = (key: string) => says[key] !== undefined;
  const name = desk.name;
  const line = (key: string) => (has(key) ? say(sayings, key, { name }) : '');
  if (!has('page.opening')) {
    const tries = [1, 2, 3].map((number) => say(sayings, `welcome.try.${number}`));
    const tasks = tries.map((title) => ({ title, line: '', says: title }));
    return { text: say(sayings, 'welcome', { name }), tasks, secrets: line('page.secrets') };
  }
  const tasks = taskNumbers
    .map((number) => `page.task.${number}`)
    .filter(has)
    .map((key) => ({ title: line(key), line: line(`${key}.line`), says: line(`${key}.says`) || line(key) }));
  return { text: line('page.opening'), tasks, secrets: line('page.secrets') };
}
