/** Sessions of the experimental tool router become sessions of the client: `composio.create(…)`, `composio.use(…)`. */
import type { Edit } from '../src/edit/edit.js';
import type { SitePlan } from '../src/plan/plan.js';
import { runAlone, type TransformApi, type TransformFile } from './alone.js';
import type { TransformContext } from './context.js';
import { endOf, findCall, sitesWith, startOf } from './sessionCall.js';

const NAME = 'tool-router';

export { parser } from './alone.js';

export default function transform(file: TransformFile, _api: TransformApi, options: object): string | undefined {
  return runAlone(NAME, file, options);
}

export function find(context: TransformContext): Edit[] {
  return sitesWith(context, 'router').flatMap((site) => {
    const { receiver, clientText, rewrites } = site.action;
    const edit = (start: number, end: number, text: string): Edit => ({
      start,
      end,
      text,
      group: site.group,
      transform: NAME,
      reason: `${site.report.api} is ${methodOf(site)} of the client today`,
    });
    const { callee } = findCall(context, site).node;
    const name = clientText === null ? behindClient(context, site, receiver.end) : `${clientText}.${methodOf(site)}`;
    const start = clientText === null ? receiver.end + spaceAt(context, receiver.end) : startOf(callee);
    return [edit(start, endOf(callee), name), ...rewrites.map((change) => edit(change.start, change.end, change.text))];
  });
}

/** `.create` or `?.create`, as the client is reached in the source. */
function behindClient(context: TransformContext, site: SitePlan, end: number): string {
  const isOptional = context.text.startsWith('?.', end + spaceAt(context, end));
  return `${isOptional ? '?.' : '.'}${methodOf(site)}`;
}

/** Length of the white space at an offset: a chain over several lines keeps its lines. */
function spaceAt({ text }: TransformContext, offset: number): number {
  return /^\s*/.exec(text.slice(offset))?.[0].length ?? 0;
}

/** `toolRouter.use` takes a session up again; the other names all make one. */
function methodOf(site: SitePlan): 'create' | 'use' {
  return site.report.api === 'toolRouter.use' ? 'use' : 'create';
}
