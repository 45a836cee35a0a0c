/** `composio.tools.get(userId, filter, modifiers)` becomes `session.tools(modifiers)`. */
import type { Range } from '../src/analyze/facts.js';
import type { Edit } from '../src/edit/edit.js';
import type { SiteAction } from '../src/plan/intent.js';
import type { SitePlan } from '../src/plan/plan.js';
import { runAlone, type TransformApi, type TransformFile } from './alone.js';
import type { TransformContext } from './context.js';
import { commentsAbove, commentsInline } from './keptComments.js';
import { dedent, findCall, lineIndent, replaceCall, sitesWith, startOf, textAt } from './sessionCall.js';

const NAME = 'tools-get';

type Action = Extract<SiteAction, { kind: 'tools' }>;

export { parser } from './alone.js';

export default function transform(file: TransformFile, _api: TransformApi, options: object): string | undefined {
  return runAlone(NAME, file, options);
}

export function find(context: TransformContext): Edit[] {
  const calls = sitesWith(context, 'tools').flatMap((site) => {
    const parts = [commentsInline(site.action), argumentsOf(context, site, site.action)];
    const call = `tools(${parts.filter((part) => part !== '').join(' ')})`;
    return [replaceCall(context, site, call), ...commentsAbove(context, site, site.action)];
  });
  const merged = sitesWith(context, 'merged-tools').flatMap((site) =>
    site.action.remove.map(({ start, end }) => ({
      start,
      end,
      text: '',
      group: site.group,
      transform: NAME,
      reason: 'the session of the first list gives these tools too',
    })),
  );
  return [...calls, ...merged];
}

/** Modifiers first; a signal, which the direct call had among them, in an object of its own behind. */
function argumentsOf(context: TransformContext, site: SitePlan, action: Action): string {
  if (!action.modifiers) return '';
  const indent = lineIndent(context.text, startOf(findCall(context, site).node));
  const { signal, signalRange, modifiers, modifiersText } = action;
  const moved = (text: string): string => dedent(text, lineIndent(context.text, modifiers.start), indent);
  if (signal === null) return moved(withRewrites(context, modifiers, action.modifierRewrites));

  const { bracketSpacing } = context.style;
  const value = signalRange ? textAt(context, signalRange) : signal;
  const property = value === 'signal' ? 'signal' : `signal: ${value}`;
  const options = bracketSpacing ? `{ ${property} }` : `{${property}}`;
  return `${modifiersText === null ? 'undefined' : moved(modifiersText)}, ${options}`;
}

/** Source of a range with small edits inside it applied. */
function withRewrites(context: TransformContext, range: Range, rewrites: Action['modifierRewrites']): string {
  let text = '';
  let position = range.start;
  for (const rewrite of [...rewrites].sort((a, b) => a.start - b.start)) {
    text += textAt(context, { start: position, end: rewrite.start }) + rewrite.text;
    position = rewrite.end;
  }
  return text + textAt(context, { start: position, end: range.end });
}
