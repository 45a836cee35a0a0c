/** Sessions of the experimental tool router become sessions of the client: `composio.create(…)`, `composio.use(…)`. */
import type { Edit } from '../src/edit/edit.js';
import type { SitePlan } from '../src/plan/plan.js';
import { runAlone, type TransformApi, type TransformFile } from './alone.js';
import type { TransformContext } from './context.js';
import { endOf, findCall, sitesWith } from './sessionCall.js';

const NAME = 'tool-router';

export { parser } from './alone.js';

export default function transform(file: TransformFile, _api: TransformApi, options: object): string | undefined {
  return runAlone(NAME, file, options);
}

export function find(context: TransformContext): Edit[] {
  return sitesWith(context, 'router').flatMap((site) => {
    const { receiver, rewrites } = site.action;
    const edit = (start: number, end: number, text: string): Edit => ({
      start,
      end,
      text,
      group: site.group,
      transform: NAME,
      reason: `${site.report.api} is ${methodOf(site)} of the client today`,
    });
    const callee = endOf(findCall(context, site).node.callee);
    const dot = /^\s*\?\./.test(context.text.slice(receiver.end)) ? '?.' : '.';
    return [
      edit(receiver.end, callee, `${dot}${methodOf(site)}`),
      ...rewrites.map(({ start, end, text }) => edit(start, end, text)),
    ];
  });
}

/** `toolRouter.use` takes a session up again; the other names all make one. */
function methodOf(site: SitePlan): 'create' | 'use' {
  return site.report.api === 'toolRouter.use' ? 'use' : 'create';
}
