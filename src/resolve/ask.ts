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
