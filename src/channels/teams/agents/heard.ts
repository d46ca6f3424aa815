import { z } from 'zod';

const id = z.string().min(1).max(1000);

/** What of a verified activity the agents' channel looks at. */
export const heardActivity = z.object({
  id: id.nullish(),
  type: z.string(),
  name: z.string().nullish(),
  text: z.string().nullish(),
  serviceUrl: z.string(),
  from: z.object({ id, name: z.string().nullish(), aadObjectId: z.string().nullish() }),
  recipient: z.object({ id }),
  conversation: z.object({ id, conversationType: z.string().nullish() }),
  channelData: z
    .object({
      tenant: z.object({ id: z.string() }).nullish(),
      team: z.object({ id: z.string().nullish() }).nullish(),
      channel: z.object({ id: z.string() }).nullish(),
      eventType: z.string().nullish(),
    })
    .nullish()
    .catch(null),
  action: z.string().nullish(),
  entities: z
    .array(
      z.object({ type: z.string(), text: z.string().nullish(), mentioned: z.object({ id: z.string() }).nullish() }),
    )
    .nullish()
    .catch(null),
  attachments: z
    .array(z.object({ contentType: z.string() }))
    .nullish()
    .catch(null),
  value: z.unknown(),
});
export type Heard = z.infer<typeof heardActivity>;

/** What a verified activity or invoke is answered with. */
export interface Answer {
  status: number;
  body?: object;
}
