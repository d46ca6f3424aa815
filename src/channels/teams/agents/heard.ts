import { z } from 'zod';

/** No control signs: a database's column takes none. */
const id = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,500}$/u);
const tenant = z.object({ id: z.string().toLowerCase() });

/** What of a verified activity the agents' channel looks at. */
export const heardActivity = z.object({
  id: id.nullish(),
  type: z.string(),
  name: z.string().nullish(),
  text: z.string().nullish(),
  serviceUrl: z.string().max(500),
  from: z.object({ id, name: z.string().nullish(), aadObjectId: z.string().nullish() }),
  recipient: z.object({ id }),
  conversation: z.object({ id, conversationType: z.string().nullish() }),
  channelData: z
    .object({
      tenant: tenant.nullish(),
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
  value: z.unknown().optional(),
});
export type Heard = z.infer<typeof heardActivity>;

/** What a verified activity or invoke is answered with. */
export interface Answer {
  status: number;
  body?: object;
}
