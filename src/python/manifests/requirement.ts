/** One requirement as PEP 508 writes it: `composio[all]>=0.10,<1; python_version >= "3.10"`. */
import type { Requirement } from './facts.js';

export type ParsedRequirement = Pick<Requirement, 'name' | 'extras' | 'specifier' | 'marker' | 'direct'> & {
  /** Where the specifier starts in the text. */
  at: number;
};

const REQUIREMENT =
  /^(\s*)([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)(\s*)(\[[^\]]*\])?(\s*)(?:@\s*([^;\s]+)|\(?([^;()#]*?)\)?)(\s*(?:;\s*([^#]*?))?)\s*$/;

const SPECIFIER = /^(?:(?:===|==|~=|!=|<=|>=|<|>)\s*[\w.*+!-]+\s*(?:,\s*|$))+$/;

/** @returns null for a text that is no requirement */
export function parseRequirement(text: string): ParsedRequirement | null {
  const match = REQUIREMENT.exec(text);
  if (!match) return null;
  const [, before = '', name = '', gap = '', extras = '', space = '', url, specifier = '', , marker] = match;
  if (url === undefined && specifier !== '' && !SPECIFIER.test(specifier.trim())) return null;
  const head = before.length + name.length + gap.length + extras.length + space.length;
  return {
    name: normalized(name),
    extras: extras
      .replace(/[[\]\s]/g, '')
      .split(',')
      .filter((extra) => extra !== ''),
    specifier: specifier.trim(),
    marker: marker?.trim() || null,
    direct: url !== undefined,
    at: head + (text[head] === '(' ? 1 : 0),
  };
}

/** Names of packages are the same in any case, and with `-`, `_` and `.` (PEP 503). */
export function normalized(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/**
 * The lowest version that a specifier allows, as far as it says one: of `>=0.10,<1` it is `0.10`. PEP 440, and Poetry's
 * `^`, `~` and bare versions.
 *
 * @returns null where it names no lowest version
 */
export function lowestAllowed(specifier: string): string | null {
  for (const clause of specifier.split(',').map((part) => part.trim())) {
    const [, sign = '', version] = /^(===|==|~=|>=|>|\^|~)?\s*v?(\d[\w.!+-]*?)(?:\.\*)?$/.exec(clause) ?? [];
    // What is above a version is not that version, but nothing lower.
    if (version !== undefined && sign !== '!=') return version;
  }
  return null;
}
