import { Chalk } from 'chalk';
import { ALL_CODES, explanationOf } from '../findings/explanations.js';
import type { Explanation } from '../findings/explanations.js';
import { kindsOf } from '../findings/pages.js';
import { didYouMean } from '../report/didYouMean.js';
import { wrap } from '../report/layout.js';
import { visibleLine } from '../report/safeText.js';

export interface ExplainOptions {
  /** Columns of the terminal; 80 when unknown. */
  columns?: number;
  color?: boolean;
}

export interface Explained {
  /** False for a word that is no code: the command ends with exit code 2 then. */
  known: boolean;
  /** Ends with a line feed. */
  text: string;
}

/** What a code means, why, before and after, and what to do; for an unknown code, the codes that may be meant. */
export function explain(code: string, options: ExplainOptions = {}): Explained {
  const explanation = explanationOf(code.trim().toLowerCase());
  const columns = Math.max(40, Math.min(options.columns ?? 80, 100));
  if (explanation) return { known: true, text: explained(explanation, columns, options.color ?? false) };
  return { known: false, text: unknown(code, columns) };
}

function explained(explanation: Explanation, columns: number, color: boolean): string {
  const style = new Chalk({ level: color ? 1 : 0 });
  const lines = [
    `${style.bold(explanation.code)} ${style.dim(`(${kindsOf(explanation)})`)}`,
    ...wrap(explanation.title, columns).map((line) => style.bold(line)),
    '',
    ...wrap(explanation.means, columns),
    '',
    style.bold('Why'),
    ...wrap(explanation.why, columns),
    '',
  ];
  if (explanation.before !== undefined) {
    lines.push(style.bold(explanation.after === undefined ? 'For example' : 'Before'));
    lines.push(...code(explanation.before).map((line) => style.red(line)), '');
  }
  if (explanation.after !== undefined) {
    lines.push(style.bold('After'), ...code(explanation.after).map((line) => style.green(line)), '');
  }
  lines.push(style.bold('What to do'), ...wrap(explanation.todo, columns));
  return `${lines.join('\n')}\n`;
}

/** Code is indented and never wrapped, so that it can be copied. */
function code(text: string): string[] {
  return text.split('\n').map((line) => (line === '' ? '' : `    ${line}`));
}

function unknown(word: string, columns: number): string {
  const near = didYouMean(word, ALL_CODES);
  const lines = [`There is no code ‘${visibleLine(word).slice(0, 60)}’.`];
  if (near.length > 0) lines.push(`Did you mean ${alternatives(near.map((code) => `‘${code}’`))}?`);
  else lines.push('', 'The codes are:', ...wrap(ALL_CODES.join(', '), columns, '  '));
  return `${lines.join('\n')}\n`;
}

function alternatives(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
