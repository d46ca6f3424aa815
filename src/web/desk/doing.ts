import { signal } from '@preact/signals';
import type { CaseLine } from '../../desk/wire.js';
import { casePath, newKey, type Problem, post } from './api.js';
import type { ActName } from './may.js';
import { tell } from './notices.js';
import { refresh } from './opened.js';
import { openId } from './place.js';
import { learn } from './state.js';

/** The acts that are under way, as `case act`. */
export const underWay = signal<ReadonlySet<string>>(new Set());

const ATTEMPTS = 3;
const BETWEEN_MS = 1_500;

/**
 * Does an act to a case, and says where it can't be done. A lost answer is asked for again under the same key.
 * @returns whether it was done
 */
export async function act(id: string, name: ActName, body: object = {}): Promise<boolean> {
  const mark = `${id} ${name}`;
  if (underWay.value.has(mark)) return false;
  underWay.value = new Set([...underWay.value, mark]);
  const answer = await attempts(id, name, body);
  underWay.value = new Set([...underWay.value].filter((other) => other !== mark));
  if ('problem' in answer) {
    tell(saidOf(answer.problem), 'problem');
    // Somebody else was quicker, most likely: the page shows how it stands now.
    if (openId.peek() === id) void refresh();
    return false;
  }
  learn([answer.value]);
  if (openId.peek() === id) void refresh();
  return true;
}

async function attempts(id: string, name: ActName, body: object) {
  const key = newKey();
  for (let attempt = 1; ; attempt += 1) {
    const answer = await post<CaseLine>(casePath(id, name), body, key);
    if (!('problem' in answer) || !answer.problem.away || attempt === ATTEMPTS) return answer;
    await new Promise((done) => setTimeout(done, BETWEEN_MS * attempt));
  }
}

const saidOf = ({ agent, message }: Problem): string => (agent === null ? message : `${agent} has this case.`);
