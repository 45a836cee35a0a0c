import { gte, minVersion, valid, validRange } from 'semver';

/**
 * Version ranges as package.json writes them, and how one is raised without changing its style.
 */
export type RangeKind =
  | 'caret'
  | 'tilde'
  | 'exact'
  /** `>=1.2.3` or `>1.2.3`, alone. */
  | 'at-least'
  /** `0.6`, `0.6.x`, `0.x` */
  | 'x-range'
  /** `*`, `x`, an empty string */
  | 'any'
  | 'latest'
  /** Another tag, such as `next`. */
  | 'tag'
  /** Several comparators, `||`, a hyphen range. */
  | 'compound'
  | 'workspace'
  | 'catalog'
  /** git, file, link, URL, or an alias of another package. */
  | 'source';

const RAISABLE: ReadonlySet<RangeKind> = new Set(['caret', 'tilde', 'exact', 'at-least', 'x-range']);

const SINGLE = /^(\^|~|>=|>|=)?(\s*)(v?)(\d+)(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(-[\w.-]+)?(\+[\w.-]+)?$/;

/** What a range is, by how it is written. */
export function kindOfRange(range: string): RangeKind {
  const written = range.trim();
  if (written === '' || written === '*' || written === 'x' || written === 'X') return 'any';
  if (written === 'latest') return 'latest';
  if (written.startsWith('workspace:')) return 'workspace';
  if (written.startsWith('catalog:')) return 'catalog';
  if (/^[a-z+]+:/i.test(written) || written.includes('/')) return 'source';
  const single = SINGLE.exec(written);
  if (single) return kindOfSingle(single);
  return validRange(written) === null ? 'tag' : 'compound';
}

function kindOfSingle(parts: RegExpExecArray): RangeKind {
  const [, operator, , , , minor, patch] = parts;
  if (operator === '^') return 'caret';
  if (operator === '~') return 'tilde';
  if (operator === '>' || operator === '>=') return 'at-least';
  return /^\d+$/.test(minor ?? '') && /^\d+$/.test(patch ?? '') ? 'exact' : 'x-range';
}

/** Whether `raiseRange` can raise a range of this kind. */
export function isRaisable(kind: RangeKind): boolean {
  return RAISABLE.has(kind);
}

/** The smallest version that a range allows; null where it names no versions (tags, workspaces, sources, `*`). */
export function smallestOf(range: string): string | null {
  const kind = kindOfRange(range);
  if (!isRaisable(kind) && kind !== 'compound') return null;
  return minVersion(range.trim())?.version ?? null;
}

/**
 * A range of the same style that starts at `target`: `^0.6.3` → `^0.11.0`, `~0.6` → `~0.11`, `0.6.x` → `0.11.x`,
 * `>0.6.0` → `>=0.11.0`, `=0.6.3` → `=0.11.0`.
 *
 * @param target an exact version.
 * @returns null when the range starts there already or later, or cannot be raised: a range is never lowered.
 */
export function raiseRange(range: string, target: string): string | null {
  const parts = SINGLE.exec(range.trim());
  const smallest = smallestOf(range);
  const version = valid(target);
  if (!parts || smallest === null || version === null || gte(smallest, version)) return null;
  const [, operator = '', space, v, , minor, patch] = parts;
  const [toMajor, toMinor, toPatch] = version.split('.') as [string, string, string];
  const kind = kindOfSingle(parts);
  const prefix = `${operator === '>' ? '>=' : operator}${space}${v}`;
  const wildcard =
    patch !== undefined && !/^\d+$/.test(patch) ? patch : minor !== undefined && !/^\d+$/.test(minor) ? minor : null;
  if (kind === 'x-range') return `${prefix}${toMajor}.${toMinor}${wildcard === null ? '' : `.${wildcard}`}`;
  const isShort = patch === undefined && minor !== undefined && wildcard === null && toPatch === '0';
  return `${prefix}${toMajor}.${toMinor}${isShort ? '' : `.${toPatch}`}`;
}
