import { lineChanges, splitLines } from '../lineChanges.js';
import type { LineRegion } from '../lineChanges.js';
import { escapeHtml } from './escape.js';
import { highlightLines } from './highlight.js';

interface Cell {
  /** From 1. */
  line: number;
  html: string;
}

/** One row of a side-by-side view; a gap stands for lines that are not shown. */
export type Row = { kind: 'gap' } | { kind: 'same' | 'change'; before?: Cell; after?: Cell };

const CONTEXT_LINES = 3;

/**
 * Rows for a file whose texts are at hand: what changed, and the lines in `shown` (from 1, of the text before), each
 * with some lines around it.
 */
export function rowsOfTexts(path: string, before: string, after: string, shown: readonly number[]): Row[] {
  const beforeLines = splitLines(before);
  const afterLines = splitLines(after);
  const regions = lineChanges(beforeLines, afterLines);
  const kept = keptLines(regions, shown, beforeLines.length);
  const left = highlightLines(path, before, (line) => kept.has(line));
  const isChanged = changedLines(regions);
  const offsets = offsetsOf(regions);
  const right = highlightLines(path, after, (line) => isChanged.has(line) || kept.has(line - offsets(line)));
  const rows: Row[] = [];
  let position = 0;
  const same = (until: number, shift: number) => {
    for (; position < until; position++) {
      if (!kept.has(position)) {
        if (rows.at(-1)?.kind !== 'gap') rows.push({ kind: 'gap' });
        continue;
      }
      rows.push({
        kind: 'same',
        before: { line: position + 1, html: left.get(position) ?? '' },
        after: { line: position + shift + 1, html: right.get(position + shift) ?? '' },
      });
    }
  };
  let shift = 0;
  for (const region of regions) {
    same(region.beforeStart, shift);
    const height = Math.max(region.beforeEnd - region.beforeStart, region.afterEnd - region.afterStart);
    for (let index = 0; index < height; index++) {
      const from = region.beforeStart + index;
      const to = region.afterStart + index;
      rows.push({
        kind: 'change',
        ...(from < region.beforeEnd && { before: { line: from + 1, html: left.get(from) ?? '' } }),
        ...(to < region.afterEnd && { after: { line: to + 1, html: right.get(to) ?? '' } }),
      });
    }
    position = region.beforeEnd;
    shift = region.afterEnd - region.beforeEnd;
  }
  same(beforeLines.length, shift);
  return rows;
}

/** Indexes (from 0) of the lines of the text before that are shown. */
function keptLines(regions: readonly LineRegion[], shown: readonly number[], length: number): Set<number> {
  const kept = new Set<number>();
  const keep = (start: number, end: number) => {
    for (let line = Math.max(0, start - CONTEXT_LINES); line < Math.min(length, end + CONTEXT_LINES); line++)
      kept.add(line);
  };
  for (const region of regions) keep(region.beforeStart, region.beforeEnd);
  for (const line of shown) keep(line - 1, line);
  return kept;
}

function changedLines(regions: readonly LineRegion[]): Set<number> {
  const changed = new Set<number>();
  for (const region of regions) for (let line = region.afterStart; line < region.afterEnd; line++) changed.add(line);
  return changed;
}

/** How far an unchanged line of the text after has moved; to be asked with growing lines. */
function offsetsOf(regions: readonly LineRegion[]): (line: number) => number {
  let next = 0;
  let offset = 0;
  return (line) => {
    for (let region = regions[next]; region && region.afterEnd <= line; region = regions[++next]) {
      offset = region.afterEnd - region.beforeEnd;
    }
    return offset;
  };
}

/** Rows from a unified diff, for a file whose texts are not at hand. */
export function rowsOfDiff(diff: string): Row[] {
  const rows: Row[] = [];
  let before = 0;
  let after = 0;
  let pending: (Row & { kind: 'change' })[] = [];
  for (const line of diff.split('\n')) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (hunk) {
      before = Number(hunk[1]);
      after = Number(hunk[2]);
      pending = [];
      rows.push({ kind: 'gap' });
      continue;
    }
    if (before === 0 && after === 0) continue;
    const html = escapeHtml(line.slice(1).replace(/\r$/, ''));
    if (line.startsWith('-')) {
      const row = { kind: 'change' as const, before: { line: before++, html } };
      rows.push(row);
      pending.push(row);
    } else if (line.startsWith('+')) {
      const cell = { line: after++, html };
      const partner = pending.shift();
      if (partner) partner.after = cell;
      else rows.push({ kind: 'change', after: cell });
    } else if (line.startsWith(' ')) {
      pending = [];
      rows.push({ kind: 'same', before: { line: before++, html }, after: { line: after++, html } });
    }
  }
  return rows;
}
