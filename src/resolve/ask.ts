import type { Analysis } from '../analyze/index.js';
import type { PipelineRequest } from '../pipeline-types.js';
import { unresolvedAuthConfigs } from '../plan/unresolved.js';
import type { ProjectFacts } from '../project.js';

/** The toolkits of unknown auth configs by the word of Composio's API. */
export async function askApi(
  request: PipelineRequest,
  analysis: Analysis,
  project: ProjectFacts,
): Promise<ReadonlyMap<string, string>> {
  const env = request.env ?? process.env;
  const { authConfigs, unset } = unresolvedAuthConfigs(analysis.files.values(), project.mappings, env);
  request.onProgress?.('Asking the Composio API', 0, authConfigs.length);
  const { resolveAuthConfigs } = await import('./index.js');
  const { toolkits, unknown } = await resolveAuthConfigs(authConfigs, env);
  if (unset.length > 0) {
    request.onWarning?.(`No auth config id is in ${unset.join(', ')}, so the Composio API was not asked about it.`);
  }
  if (unknown.length > 0) {
    request.onWarning?.(`The Composio API has no auth config for ${unknown.join(', ')} in the project of this key.`);
  }
  return toolkits;
}

/**
 * The auth configs that the project has for toolkits of which the code says nothing, by the word of Composio's API.
 *
 * @returns id → toolkit; several for one toolkit, where the user has to choose
 */
export async function askApiForToolkits(
  request: PipelineRequest,
  toolkits: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (toolkits.length === 0) return new Map();
  request.onProgress?.('Asking the Composio API', 0, toolkits.length);
  const { authConfigsOfToolkits } = await import('./index.js');
  const found = await authConfigsOfToolkits(toolkits, request.env ?? process.env);
  const without = toolkits.filter((toolkit) => found.get(toolkit)?.length === 0);
  if (without.length > 0) {
    request.onWarning?.(
      `The Composio API has no enabled auth config for ${without.join(', ')} in the project of this key.`,
    );
  }
  return new Map([...found].flatMap(([toolkit, ids]) => ids.map((id) => [id, toolkit] as const)));
}
