import { type Answerer, answererAfter } from '../../src/web/chat/answerer.js';
import type { Activity } from '../../src/web/chat/webChat.js';

const bot = { id: 'certdesk', role: 'bot' };
const message = (certdesk: NonNullable<Activity['channelData']>['certdesk']): Activity => ({
  ...{ type: 'message', text: '…', from: bot },
  channelData: { certdesk },
});
const status = (state: string): Activity => ({ type: 'event', name: 'handoff.status', value: { state }, from: bot });
const anna: Answerer = { name: 'Anna' };

test.each<[string, Answerer | null, Activity, Answerer | null]>([
  ['an agent who joins', null, message({ system: true, answers: 'Anna' }), anna],
  ['an agent who writes', null, message({ agent: 'Anna' }), anna],
  ['another who takes over', anna, message({ system: true, answers: 'Ben' }), { name: 'Ben' }],
  ['a hand-off of which only the state is known', null, status('accepted'), { name: '' }],
  ['the state behind the sentence keeps the name', anna, status('accepted'), anna],
  ['a hand-back', anna, message({ system: true, answers: null }), null],
  ['a hand-off that ended', anna, status('completed'), null],
  ['the assistant’s own words', anna, message({}), null],
  ['its last words before the agent goes on', null, message({ answers: 'Anna' }), anna],
  ['a sentence of an earlier service, which says nothing of it', anna, message({ system: true }), anna],
  ['the customer’s words', anna, { type: 'message', text: 'hi', from: { id: 'dl_1', role: 'user' } }, anna],
  ['a sign of typing', anna, { type: 'typing', from: bot }, anna],
])('%s', (_, before, activity, after) => expect(answererAfter(before, activity)).toEqual(after));
