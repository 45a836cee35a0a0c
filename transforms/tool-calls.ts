/** `provider.handleToolCalls(userId, …)` takes the session that gave the tools in the place of the user. */
import type { Edit } from '../src/edit/edit.js';
import { runAlone, type TransformApi, type TransformFile } from './alone.js';
import type { TransformContext } from './context.js';
import { sessionOf, sitesWith } from './sessionCall.js';

const NAME = 'tool-calls';

export { parser } from './alone.js';

export default function transform(file: TransformFile, _api: TransformApi, options: object): string | undefined {
  return runAlone(NAME, file, options);
}

export function find(context: TransformContext): Edit[] {
  return sitesWith(context, 'provider-call').map((site) => ({
    ...site.action.firstArgument,
    text: sessionOf(context, site).name,
    group: site.group,
    transform: NAME,
    reason: 'tool calls run in the session that gave the tools',
  }));
}
