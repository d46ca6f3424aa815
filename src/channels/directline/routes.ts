import type { Call, CallBody, ChannelRoute } from '../channel.js';
import type { DirectLine } from './directLine.js';

const BASE = '/v3/directline';
const json = { kind: 'json', most: 64_000 } as const;
const upload = { kind: 'upload', most: 400_000, mostActivity: json.most } as const;

/** Direct Line's routes (Bot Framework, Direct Line API 3.0). Listed pages of other origins may call each. */
export function directLineRoutes(directLine: DirectLine): ChannelRoute[] {
  const admit = (call: Call) => directLine.admit(call);
  const rows: ChannelRoute[] = [
    {
      ...{ method: 'post', path: '/tokens/generate', takes: json },
      admit: (call) => directLine.admitAnybody(call),
      answer: (call, body) => directLine.generate(call, body),
    },
    { method: 'post', path: '/tokens/refresh', answer: (call) => directLine.refresh(call) },
    {
      ...{ method: 'post', path: '/tokens/signout' },
      admit: (call) => directLine.admitAnybody(call),
      answer: (call) => directLine.signOut(call),
    },
    { method: 'post', path: '/conversations', takes: json, answer: (call) => directLine.start(call) },
    { method: 'get', path: '/conversations/:id', answer: (call) => directLine.reconnect(call) },
    { method: 'get', path: '/conversations/:id/activities', answer: (call) => directLine.activities(call) },
    ...([json, upload] as const).map(
      (takes): ChannelRoute => ({
        ...{ method: 'post', path: `/conversations/:id/${takes.kind === 'json' ? 'activities' : 'upload'}` },
        ...{ takes, admit },
        answer: (call: Call, body: CallBody) => directLine.send(call, body),
      }),
    ),
  ];
  return rows.map((row) => ({ ...row, path: `${BASE}${row.path}`, cors: true }));
}
