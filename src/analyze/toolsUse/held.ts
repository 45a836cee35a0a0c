/** What an expression holds of a list of tools: the list, one of its tools, or something in which one of these is. */

export interface Held {
  /** `tool`: one of the list, or something made of one. */
  kind: 'list' | 'tool';
  /**
   * The way from the value to what it holds: names of properties, positions (`0`), `#` for any item, `*` for the values
   * of a Map, `()` for what a function returns. Empty: the value itself.
   */
  path: readonly string[];
}

export const ITEM = '#';
export const ENTRY = '*';
export const RESULT = '()';

export const THE_LIST: Held = { kind: 'list', path: [] };
export const A_TOOL: Held = { kind: 'tool', path: [] };

/** @returns what something holds that has the value under a key; tools by any key are a list again */
export function within(key: string, held: Held): Held {
  if (key === ITEM && held.kind === 'tool' && held.path.length === 0) return THE_LIST;
  return { ...held, path: [key, ...held.path] };
}

/**
 * @param key undefined: only known when it runs
 * @returns what the part under a key holds; undefined where it holds nothing of the list
 */
export function partOf(held: Held, key: string | undefined): Held | undefined {
  const [step] = held.path;
  if (step === undefined || step === RESULT || step === ENTRY) return undefined;
  if (key === undefined || key === step) return behind(held);
  return step === ITEM && key !== 'length' ? behind(held) : undefined;
}

/** @returns what is behind the first step of the way */
export function behind(held: Held): Held {
  return { ...held, path: held.path.slice(1) };
}

export function isItems(held: Held): boolean {
  const [step] = held.path;
  return step !== undefined && (step === ITEM || /^\d+$/.test(step));
}

export function isWhole({ kind, path }: Held): boolean {
  return kind === 'list' && path.length === 0;
}

export function keyOf({ kind, path }: Held): string {
  return `${kind} ${path.join(' ')}`;
}
