import { Chalk } from 'chalk';
import type { ChalkInstance } from 'chalk';
import { truncate, wrap } from '../layout.js';
import type { ReportContext } from '../report.js';
import { visibleLine } from '../safeText.js';

interface ParagraphOptions {
  indent?: string;
  /** Start of the first line in place of `indent`. */
  first?: string;
  paint?: (line: string) => string;
}

/** A text that grows line by line, never wider than the context's columns (raw parts and long paths apart). */
export interface TextPage {
  readonly context: ReportContext;
  readonly style: ChalkInstance;
  readonly width: number;
  /** A line as it is; the caller has made it safe and short enough. */
  line(text: string): void;
  /** At most one empty line. */
  blank(): void;
  heading(text: string): void;
  /** Plain text, wrapped; `paint` is applied to each line. */
  paragraph(text: string, options?: ParagraphOptions): void;
  /** Bytes that must not change; ended with a line feed if they are not. */
  raw(text: string): void;
  /** A path made safe and cut on its left, where it says least. */
  path(path: string, width?: number): string;
  text(): string;
}

/** Wider lines are tiring to read, whatever the terminal has. */
const WIDEST = 120;
const NARROWEST = 40;

export function textPage(context: ReportContext): TextPage {
  const style = new Chalk({ level: context.color ? 1 : 0 });
  const width = Math.min(WIDEST, Math.max(NARROWEST, Math.floor(context.columns) || 80));
  const lines: string[] = [];
  const page: TextPage = {
    context,
    style,
    width,
    line: (text) => void lines.push(text.trimEnd()),
    blank: () => {
      if (lines.length > 0 && lines.at(-1) !== '') lines.push('');
    },
    heading: (text) => {
      page.blank();
      lines.push(style.bold(truncate(visibleLine(text), width)));
    },
    paragraph: (text, { indent = '', first = indent, paint = (line: string) => line } = {}) => {
      if (text === '') return;
      for (const line of wrap(text, width, indent, first)) lines.push(paint(line));
    },
    raw: (text) => void lines.push(text.endsWith('\n') ? text.slice(0, -1) : text),
    path: (path, room = width) => {
      const safe = visibleLine(path);
      const characters = [...safe];
      return characters.length <= room
        ? safe
        : `…${characters.slice(characters.length - Math.max(8, room - 1)).join('')}`;
    },
    text: () => `${lines.join('\n').replace(/\n+$/, '')}\n`,
  };
  return page;
}
