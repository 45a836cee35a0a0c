/** `--resolve-auth-configs`: what belongs together, auth configs and toolkits, by the word of Composio's API. */
import type { UnresolvedAuthConfig } from '../plan/unresolved.js';
import { AuthConfigApi } from './api.js';
import { requireApiKey } from './key.js';

/** From so many unknown auth configs on, one list of all is fewer requests than asking for each. */
const LIST_FROM = 3;

export interface Resolved {
  /** Name of a mapping (id, or environment variable) → toolkit slug. */
  toolkits: Map<string, string>;
  /** Names of those that the project of the key does not have. */
  unknown: string[];
}

/**
 * Asks the API for the toolkits of auth configs.
 *
 * @param env `COMPOSIO_API_KEY`, and `COMPOSIO_BASE_URL` as the SDK reads it
 * @throws Refusal `api-key-missing` or `api-failed`; the key is in no message
 */
export async function resolveAuthConfigs(
  wanted: readonly UnresolvedAuthConfig[],
  env: Readonly<Record<string, string | undefined>>,
  timeoutMs?: number,
): Promise<Resolved> {
  if (wanted.length === 0) return { toolkits: new Map(), unknown: [] };
  const toolkits = await toolkitsById(new Set(wanted.map((one) => one.id)), apiFor(env, timeoutMs));
  const found = new Map<string, string>();
  const unknown: string[] = [];
  for (const { name, id } of wanted) {
    const toolkit = toolkits.get(id);
    if (toolkit === undefined) unknown.push(name);
    else found.set(name, toolkit);
  }
  return { toolkits: found, unknown };
}

/**
 * Asks the API which auth configs a project has for toolkits.
 *
 * @param env as for `resolveAuthConfigs`
 * @returns for each toolkit the ids of its enabled auth configs, in the order of the API; none: an empty list
 * @throws Refusal `api-key-missing` or `api-failed`; the key is in no message
 */
export async function authConfigsOfToolkits(
  toolkits: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  timeoutMs?: number,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>(toolkits.map((toolkit) => [toolkit, []]));
  if (toolkits.length === 0) return found;
  for await (const rows of apiFor(env, timeoutMs).list(toolkits)) {
    // What the service should have left out is not taken.
    for (const { id, toolkit, isEnabled } of rows) if (isEnabled) found.get(toolkit)?.push(id);
  }
  return found;
}

function apiFor(env: Readonly<Record<string, string | undefined>>, timeoutMs: number | undefined): AuthConfigApi {
  return new AuthConfigApi({
    apiKey: requireApiKey(env),
    baseUrl: env.COMPOSIO_BASE_URL,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

async function toolkitsById(ids: ReadonlySet<string>, api: AuthConfigApi): Promise<Map<string, string>> {
  const toolkits = new Map<string, string>();
  if (ids.size >= LIST_FROM) {
    for await (const rows of api.list()) {
      for (const { id, toolkit } of rows) if (ids.has(id)) toolkits.set(id, toolkit);
      if (toolkits.size === ids.size) return toolkits;
    }
  }
  for (const id of ids) {
    const row = toolkits.has(id) ? null : await api.get(id);
    if (row) toolkits.set(id, row.toolkit);
  }
  return toolkits;
}
