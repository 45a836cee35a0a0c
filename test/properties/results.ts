/** What becomes of the result of a call. */
import type { Draft } from './draft.js';
import type { Expression } from './calls.js';

export type UseForm = (typeof USES)[number];

export const USES = [
  'whole',
  'parts',
  'tested',
  'passed',
  'alias',
  'closure',
  'thrown',
  'written',
  'optional',
] as const;

/** Statements that use a constant. */
export function useOf(form: UseForm, result: Expression['result'], name: string, draft: Draft, dot: string): string[] {
  const d = dot === '?.' ? '?.' : '.';
  if (form === 'whole') return [`${draft.emit(name)};`];
  if (result === 'tools') return [`${draft.emit(`'tools'`, name)};`];
  if (result === 'link') {
    return form === 'parts' ? [`${draft.emit(`${name}${d}redirectUrl`)};`] : [`${draft.emit(`${name}${d}id`, name)};`];
  }
  if (form === 'parts') return [`${draft.emit(`${name}${d}data`, `${name}${d}successful`)};`];
  if (form === 'alias') {
    const alias = draft.name('alias');
    return [`const ${alias} = ${name};`, `${draft.emit(`${alias}${d}successful`)};`];
  }
  if (form === 'closure') {
    const read = draft.name('read');
    return [`const ${read} = () => ${name}${d}successful;`, `${draft.emit(`${read}()`)};`];
  }
  if (form === 'thrown') return [`if (${name}${d}error) throw new Error(String(${name}${d}error));`];
  if (form === 'written' && d === '.') return [`${name}.successful = false;`, `${draft.emit(name)};`];
  if (form === 'optional') return [`${draft.emit(`${name}?.successful ?? false`, `${name}?.data?.slug`)};`];
  if (form === 'tested') return [`if (!${name}${d}successful) ${draft.emit(`'failed'`, `${name}${d}error`)};`];
  return [`${draft.emit(`{ ...${name} }`, `${name}${d}data`)};`];
}

/** A part of the awaited result, taken in the same expression. */
export function partOf(result: Expression['result'], dot: string): string {
  const d = dot === '?.' ? '?.' : '.';
  if (result === 'executed') return `${d}successful`;
  return result === 'link' ? `${d}redirectUrl` : `${d}length`;
}
