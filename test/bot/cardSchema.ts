import { z } from 'zod';

/** The elements of Adaptive Cards 1.5 that both Web Chat and Teams show; anything else fails. */
const textBlock = z.strictObject({
  type: z.literal('TextBlock'),
  text: z.string().min(1),
  wrap: z.literal(true),
  size: z.enum(['Small', 'Default', 'Medium', 'Large', 'ExtraLarge']).optional(),
  weight: z.enum(['Lighter', 'Default', 'Bolder']).optional(),
  color: z.enum(['Default', 'Good', 'Warning', 'Attention', 'Accent']).optional(),
  spacing: z.enum(['None', 'Small', 'Default', 'Medium', 'Large']).optional(),
  style: z.enum(['default', 'heading']).optional(),
  isSubtle: z.boolean().optional(),
});
const toggle = z.strictObject({
  type: z.literal('Action.ToggleVisibility'),
  title: z.string().min(1),
  targetElements: z.array(z.string().regex(/^\S+$/)).min(1),
});
const openUrl = z.strictObject({
  type: z.literal('Action.OpenUrl'),
  title: z.string().min(1),
  url: z.string().startsWith('https://'),
});
const submit = z.strictObject({
  type: z.literal('Action.Submit'),
  title: z.string().min(1),
  tooltip: z.string().min(1).optional(),
  data: z.strictObject({
    certdesk: z.strictObject({
      press: z.string().min(1).max(200),
      says: z.string().min(1),
      at: z.record(z.string(), z.string()),
    }),
  }),
});
const container = z.strictObject({
  type: z.literal('Container'),
  id: z.string().regex(/^\S+$/),
  isVisible: z.literal(false),
  items: z.array(textBlock).min(1),
});
const centre = z.literal('Center');
const isoDay = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const row = z.strictObject({
  type: z.literal('ColumnSet'),
  separator: z.literal(true),
  columns: z.tuple([
    z.strictObject({
      type: z.literal('Column'),
      width: z.literal('stretch'),
      verticalContentAlignment: centre,
      items: z.array(textBlock).min(1),
    }),
    z.strictObject({
      type: z.literal('Column'),
      width: z.literal('auto'),
      verticalContentAlignment: centre,
      items: z.tuple([z.strictObject({ type: z.literal('ActionSet'), actions: z.tuple([submit]) })]),
    }),
  ]),
});
const element = z.discriminatedUnion('type', [
  textBlock,
  container,
  row,
  z.strictObject({
    type: z.literal('Input.Date'),
    id: z.literal('date'),
    label: z.string().min(1),
    isRequired: z.literal(true),
    errorMessage: z.string().min(1),
    min: isoDay.optional(),
    max: isoDay.optional(),
  }),
  z.strictObject({
    type: z.literal('Input.Text'),
    id: z.enum(['name', 'email', 'telephone']),
    label: z.string().min(1),
    maxLength: z.number().int().positive(),
    style: z.enum(['Email', 'Tel']).optional(),
  }),
  z.strictObject({ type: z.literal('ActionSet'), actions: z.array(z.union([toggle, openUrl])).min(1) }),
]);

export const cardSchema = z
  .strictObject({
    $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
    type: z.literal('AdaptiveCard'),
    version: z.literal('1.5'),
    body: z.array(element).min(1),
    // Teams shows six.
    actions: z.array(submit).min(1).max(6).optional(),
  })
  .superRefine((card, context) => {
    const { body } = card;
    const folds = body.flatMap((one) => (one.type === 'Container' ? [one.id] : []));
    const targets = body
      .flatMap((one) => (one.type === 'ActionSet' ? one.actions : []))
      .flatMap((action) => ('targetElements' in action ? action.targetElements : []));
    const presses = submitsOf(card).map(({ data }) => data.certdesk.press);
    if (JSON.stringify(folds) !== JSON.stringify(targets))
      context.addIssue(`each fold has its button: ${folds.join()} / ${targets.join()}`);
    if (new Set([...folds, ...presses]).size < folds.length + presses.length)
      context.addIssue('two things on the card go by one id');
  });
export type CardContent = z.infer<typeof cardSchema>;

/** Every button by which a customer says something: those of the rows, then those beneath. */
export function submitsOf({ body, actions = [] }: Pick<CardContent, 'body' | 'actions'>): z.infer<typeof submit>[] {
  return [...body.flatMap((one) => (one.type === 'ColumnSet' ? one.columns[1].items[0].actions : [])), ...actions];
}

/** Every text on the card, in order: paragraphs, rows, quotes. */
export function textsOf({ body }: CardContent): string[] {
  return body.flatMap((one) => {
    if (one.type === 'TextBlock') return [one.text];
    if (one.type === 'Container') return one.items.map(({ text }) => text);
    return one.type === 'ColumnSet' ? one.columns[0].items.map(({ text }) => text) : [];
  });
}
