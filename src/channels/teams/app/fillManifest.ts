/** What JSON holds. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The texts of the app, by their place in the manifest (`bots[0].commandLists[0].commands[0].title`). */
export type AppTexts = Record<string, string>;

/** What is filled in, by the placeholder's name: `{{DOMAIN}}`. */
export type AppValues = Record<'DOMAIN' | 'APP_ID' | 'VERSION' | 'DEVELOPER' | 'WEBSITE' | 'PRIVACY' | 'TERMS', string>;

/** What a template becomes, and what is wrong with it: placeholders that nothing fills. */
export interface Filled {
  manifest: Json;
  faults: string[];
}

/** What the manifest has for the desk's agents alone; a customer's company neither needs nor grants it. */
const forAgents = ['composeExtensions', 'webApplicationInfo', 'authorization'];

/**
 * Fills a manifest's template: `{{text}}` is the text for that place, `{{DOMAIN}}` and its like are values.
 * @param texts the localisation file, whose keys are the places
 */
export function fillManifest(template: Json, texts: AppTexts, values: AppValues): Filled {
  const faults: string[] = [];
  const known: Record<string, string> = values;
  const fill = (json: Json, place: string): Json => {
    if (Array.isArray(json)) return json.map((one, index) => fill(one, `${place}[${index}]`));
    if (typeof json === 'object' && json !== null)
      return Object.fromEntries(
        Object.entries(json).map(([key, one]) => [key, fill(one, place === '' ? key : `${place}.${key}`)]),
      );
    if (typeof json !== 'string') return json;
    return json.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
      const value = name === 'text' ? texts[place] : known[name];
      if (value === undefined) faults.push(`nothing fills ${placeholder} at ${place}`);
      return value ?? placeholder;
    });
  };
  return { manifest: fill(template, ''), faults };
}

/** The template, or the texts, without what is for the desk's agents alone. */
export function forCustomers<Part extends { [key: string]: Json }>(part: Part): Part {
  const kept = Object.entries(part).filter(([key]) => !forAgents.includes(key.replace(/[.[].*/s, '')));
  return Object.fromEntries(kept) as Part;
}
