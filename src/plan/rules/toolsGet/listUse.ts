/** What `session.tools()` has to give where the code says nothing: by where the list of tools goes (rules §6). */
import type { SiteFact, ToolsUseFact, UsePlace } from '../../../analyze/facts.js';
import { toolkitOfTool } from '../../../sdk/toolkits.js';
import type { LeaveIntent } from '../../intent.js';
import { manual } from '../executeRefusals.js';

/** Meta tools, with the tools beside them that the code names; or the tools of the toolkits under their own names. */
export type ListUse = { mode: 'meta'; preload: string[] } | { mode: 'direct' };

const BOTH_WAYS =
  'choose: --tools direct keeps tools under their own names (a whole toolkit is a longer list than before), --tools meta gives search and execute tools to an agent that may take several turns';

/**
 * @param sites those whose lists are put into one, or the one site
 * @param toolkits that the session is limited to; null where they are only known when it runs
 * @param apart the lists come together and each keeps its own session, so that meta tools would come twice
 */
export function listUse(
  sites: readonly SiteFact[],
  toolkits: readonly string[] | null,
  apart: boolean,
): ListUse | LeaveIntent {
  const uses = sites.map((site) => site.toolsGet?.use).filter((use) => use !== undefined);
  const slugs = new Set<string>();
  let reaches = false;
  for (const use of uses) {
    const refusal = refusalOf(use, apart);
    if (refusal) return refusal;
    if (use.models.length > 0) reaches = true;
    for (const slug of use.namedSlugs) slugs.add(slug);
  }
  if (apart || (!reaches && uses.some(isRead))) return { mode: 'direct' };
  const foreign = [...slugs].find((slug) => !toolkits?.includes(toolkitOfTool(slug).toolkit ?? ''));
  if (foreign === undefined) return { mode: 'meta', preload: [...slugs] };
  return manual(
    'needs-named-tools',
    `the code names the tool ${foreign}, and it is not known whether the session may use it`,
    BOTH_WAYS,
  );
}

function isRead(use: ToolsUseFact): boolean {
  return use.reads.length > 0 || use.namedUse.length > 0 || use.namedSlugs.length > 0;
}

function refusalOf(use: ToolsUseFact, apart: boolean): LeaveIntent | null {
  const [model] = use.models;
  if (model) {
    const [read] = [...use.namedUse, ...use.reads];
    if (read) {
      const more = use.namedUse.length + use.reads.length - 1;
      return manual(
        'needs-named-tools',
        `a model gets the tools (${model.what}, ${whereOf(model)}), and the code depends on which they are: ${read.what} (${whereOf(read)}${more > 0 ? ` and ${more} more` : ''})`,
        BOTH_WAYS,
      );
    }
  }
  const [escape] = use.escapes;
  if (escape !== undefined) {
    const more = use.escapes.length > 1 ? ` and ${use.escapes.length - 1} more` : '';
    return manual(
      'tools-use-unknown',
      `where the tools go cannot be followed to its end: ${escape}${more}`,
      'choose: --tools meta where only a model gets them, in a loop of several turns; --tools direct where code reads them, or where you are not sure',
    );
  }
  if (!model || apart) return null;
  const [execute] = use.executesByName;
  if (execute !== undefined) {
    return manual(
      'needs-named-tools',
      `tool calls are run by their name with ${execute.api} (line ${execute.line}), which knows no meta tools`,
      BOTH_WAYS,
    );
  }
  if (!use.singleTurn) return null;
  return manual(
    'needs-agent-loop',
    `the model has too few turns to search, execute and answer: ${use.singleTurn.what} (${whereOf(use.singleTurn)})`,
    'choose: --tools direct keeps tools under their own names, or give the agent a loop of five turns or more and run again (or with --tools meta)',
  );
}

/** For the report: why the list becomes what it becomes. */
export function whereListGoes(site: SiteFact): string {
  const use = site.toolsGet?.use;
  const [model] = use?.models ?? [];
  if (model) return `a model gets the tools (${model.what}, ${whereOf(model)}), and no other code reads them`;
  const [read] = [...(use?.reads ?? []), ...(use?.namedUse ?? [])];
  return read ? `no model gets the tools: ${read.what} (${whereOf(read)})` : 'nothing reads the tools';
}

function whereOf({ path, line }: UsePlace): string {
  return path === null ? `line ${line}` : `${path}, line ${line}`;
}
