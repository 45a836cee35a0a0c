/** What becomes of the result of a call. */
import type { Draft } from './draft.js';
import type { Expression } from './calls.js';

export type UseForm = 'whole' | 'parts' | 'tested' | 'passed';

/** Statements that use a constant. */
export function useOf(form: UseForm, result: Expression['result'], name: string, draft: Draft, dot: string): string[] {
  const d = dot === '?.' ? '?.' : '.';
  if (form === 'whole') return [`${draft.emit(name)};`];
  if (result === 'tools') return [`${draft.emit(`'tools'`, name)};`];
  if (result === 'link') {
    return form === 'parts' ? [`${draft.emit(`${name}${d}redirectUrl`)};`] : [`${draft.emit(`${name}${d}id`, name)};`];
  }
  if (form === 'parts') return [`${draft.emit(`${name}${d}data`, `${name}${d}successful`)};`];
  if (form === 'tested') return [`if (!${name}${d}successful) ${draft.emit(`'failed'`, `${name}${d}error`)};`];
  return [`${draft.emit(`{ ...${name} }`, `${name}${d}data`)};`];
}

/** A part of the awaited result, taken in the same expression. */
export function partOf(result: Expression['result'], dot: string): string {
  const d = dot === '?.' ? '?.' : '.';
  if (result === 'executed') return `${d}successful`;
  return result === 'link' ? `${d}redirectUrl` : `${d}length`;
}
