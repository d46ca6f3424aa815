/**
 * Fills `{name}` and `{path.to.name}` placeholders. A name that `values` lacks is left standing, so that it is seen.
 * @param values nested records of text
 */
export function fill(template: string, values: Record<string, unknown>): string {
  return template.replace(/\{([A-Za-z][\w.-]*)\}/g, (whole, path: string) => {
    let at: unknown = values;
    for (const key of path.split('.'))
      at =
        typeof at === 'object' && at !== null && Object.hasOwn(at, key)
          ? (at as Record<string, unknown>)[key]
          : undefined;
    return typeof at === 'string' || typeof at === 'number' ? String(at) : whole;
  });
}
