import { z } from 'zod';
import type { FactDefinition, Facts } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import { isDay } from '../languages/calendar.js';
import { readHostName } from '../reading/hostName.js';

/**
 * What a program may give as a form's facts: the values each kind can hold, `null` where the customer cannot give it,
 * no other names.
 */
export function factsSchema(form: Form, today: string): z.ZodType<Facts> {
  const shape = Object.fromEntries(
    Object.entries(form.facts).map(([name, definition]) => [
      name,
      valueSchema(definition, today).nullable().optional(),
    ]),
  );
  return z
    .strictObject(shape)
    .transform(
      (given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Facts,
    );
}

function valueSchema(definition: FactDefinition, today: string): z.ZodType<string | boolean> {
  switch (definition.kind) {
    case 'choice':
      return z.enum(Object.keys(definition.options ?? {}) as [string, ...string[]]);
    case 'yes-no':
      return z.boolean();
    case 'date':
      return z
        .string()
        .refine(isDay, 'a calendar day such as 2026-05-03')
        .refine((value) => value <= today, `not after ${today}`);
    case 'host-name':
      return z.string().transform((text, context) => {
        const name = readHostName(text);
        if ('value' in name) return name.value;
        context.addIssue({ code: 'custom', message: 'a host name such as www.example.com' });
        return z.NEVER;
      });
  }
}
