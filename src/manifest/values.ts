/** Looking into parsed JSON and YAML, which can hold anything: by own keys only. */

/** A value inside parsed JSON or YAML; undefined when it is not there. */
export function at(value: unknown, ...keys: string[]): unknown {
  let here = value;
  for (const key of keys) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<string, unknown>)[key];
  }
  return here;
}

export function stringAt(value: unknown, ...keys: string[]): string | null {
  const found = at(value, ...keys);
  return typeof found === 'string' ? found : null;
}

export function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

export function stringsOf(value: unknown): [string, string][] {
  return entriesOf(value).flatMap(([name, range]) =>
    typeof range === 'string' ? [[name, range] as [string, string]] : [],
  );
}
