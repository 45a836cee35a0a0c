/** Comments of code that goes: they are kept above the statement, or in the call where there is no such place. */
import type { Range, StatementFact } from '../src/analyze/facts.js';
import type { Edit } from '../src/edit/edit.js';
import type { SitePlan } from '../src/plan/plan.js';
import type { TransformContext } from './context.js';
import { dedent, lineIndent } from './sessionCall.js';

export interface KeptComments {
  comments: (Range & { text: string })[];
  /** Statement around the call; null where there is none of its own. */
  statement: StatementFact | null;
}

/** Comments on lines of their own above the statement; none where the statement shares its line. */
export function commentsAbove(context: TransformContext, site: SitePlan, kept: KeptComments): Edit[] {
  const { comments, statement } = kept;
  if (!statement?.ownLine || comments.length === 0) return [];
  const lines = comments.map(
    (comment) =>
      `${dedent(comment.text, lineIndent(context.text, comment.start), statement.indent)}\n${statement.indent}`,
  );
  const { start } = statement;
  const reason = 'a comment of the code that goes is kept';
  return [{ start, end: start, text: lines.join(''), group: site.group, transform: site.report.transform, reason }];
}

/** Comments that have no statement to stand above, as block comments for the arguments of the call. */
export function commentsInline({ comments, statement }: KeptComments): string {
  if (statement?.ownLine) return '';
  const blocks = comments.map(({ text }) =>
    text.startsWith('//') ? `/*${text.slice(2).replaceAll('*/', '* /').trimEnd()} */` : text,
  );
  return blocks.join(' ');
}
