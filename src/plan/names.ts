/** Names for the bindings that the migration adds. */
import type { Taken } from './taken.js';

export interface NameRequest {
  /** Names that the function reads or declares, or that are declared around it. */
  taken: Taken;
  /** Names of bindings that this run adds and that are visible here. */
  added: Taken;
}

/**
 * `session`; where the code uses that name itself (login sessions) `composioSession`; where an earlier session of this
 * run stands in the way, one named after its toolkit (`slackSession`); then numbers.
 */
export function sessionName(toolkit: string | null, request: NameRequest): string {
  const byToolkit = toolkit ? [`${camelCase(toolkit)}Session`] : [];
  const wished = request.added.has('session')
    ? [...byToolkit, 'composioSession']
    : ['session', 'composioSession', ...byToolkit];
  return firstFree(wished, 'session', request);
}

/** A name for a value that is evaluated before its session: `toolArguments`, `toolSlug`, … */
export function captureName(wish: string, request: NameRequest): string {
  return firstFree([wish], wish, request);
}

/** The account that is looked up for a session: `account`; beside other accounts one named after its toolkit. */
export function accountName(toolkit: string, isOnly: boolean, request: NameRequest): string {
  const byToolkit = `${camelCase(toolkit)}Account`;
  return firstFree(isOnly ? ['account', byToolkit] : [byToolkit], byToolkit, request);
}

/** The auth config that is asked for before a session: `authConfig`; if need be one named after its toolkit. */
export function authConfigName(toolkit: string | null, request: NameRequest): string {
  const byToolkit = toolkit ? [`${camelCase(toolkit)}AuthConfig`] : [];
  return firstFree(['authConfig', ...byToolkit], 'authConfig', request);
}

function firstFree(wished: string[], stem: string, { taken, added }: NameRequest): string {
  const isFree = (name: string): boolean => !taken.has(name) && !added.has(name);
  const found = wished.find(isFree);
  if (found) return found;
  for (let number = 2; ; number++) if (isFree(`${stem}${number}`)) return `${stem}${number}`;
}

function camelCase(slug: string): string {
  const name = slug
    .replace(/[^a-z0-9]+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase())
    .replace(/[^a-z0-9]/gi, '');
  return /^[0-9]/.test(name) ? `toolkit${name}` : name;
}
