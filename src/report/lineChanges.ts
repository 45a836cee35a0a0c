import { diffArrays } from 'diff';

/** Lines `[beforeStart, beforeEnd)` of one text stand for lines `[afterStart, afterEnd)` of the other; from 0. */
export interface LineRegion {
  beforeStart: number;
  beforeEnd: number;
  afterStart: number;
  afterEnd: number;
}

/** Splits at line feeds only and keeps them (and any carriage return before them), so that joining gives the text. */
export function splitLines(text: string): string[] {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const whole = lines.map((line) => `${line}\n`);
  if (last !== '') whole.push(last);
  return whole;
}

/**
 * Where two texts differ, as regions in order. Large texts are first divided at lines that occur once in both, so the
 * cost stays near linear; a region that is still too different is taken as replaced whole.
 */
export function lineChanges(before: readonly string[], after: readonly string[]): LineRegion[] {
  const regions: LineRegion[] = [];
  collect(before, after, { beforeStart: 0, beforeEnd: before.length, afterStart: 0, afterEnd: after.length }, regions);
  return regions;
}

/** Up to this many lines on both sides the library is asked at once. */
const SMALL = 1500;
/** Beyond this many differing lines a region counts as replaced. */
const MAX_EDITS = 1200;

function collect(before: readonly string[], after: readonly string[], whole: LineRegion, into: LineRegion[]): void {
  const region = { ...whole };
  while (
    region.beforeStart < region.beforeEnd &&
    region.afterStart < region.afterEnd &&
    before[region.beforeStart] === after[region.afterStart]
  ) {
    region.beforeStart++;
    region.afterStart++;
  }
  while (
    region.beforeStart < region.beforeEnd &&
    region.afterStart < region.afterEnd &&
    before[region.beforeEnd - 1] === after[region.afterEnd - 1]
  ) {
    region.beforeEnd--;
    region.afterEnd--;
  }
  const removed = region.beforeEnd - region.beforeStart;
  const added = region.afterEnd - region.afterStart;
  if (removed === 0 && added === 0) return;
  if (removed === 0 || added === 0) {
    into.push(region);
    return;
  }
  if (removed + added > SMALL) {
    const anchors = commonUniqueLines(before, after, region);
    if (anchors.length > 0) {
      let { beforeStart, afterStart } = region;
      for (const anchor of anchors) {
        collect(before, after, { beforeStart, beforeEnd: anchor.before, afterStart, afterEnd: anchor.after }, into);
        beforeStart = anchor.before + 1;
        afterStart = anchor.after + 1;
      }
      collect(before, after, { ...region, beforeStart, afterStart }, into);
      return;
    }
  }
  into.push(...smallChanges(before, after, region));
}

function smallChanges(before: readonly string[], after: readonly string[], region: LineRegion): LineRegion[] {
  const changes = diffArrays(
    before.slice(region.beforeStart, region.beforeEnd),
    after.slice(region.afterStart, region.afterEnd),
    { maxEditLength: MAX_EDITS },
  );
  if (changes === undefined) return [region];
  const regions: LineRegion[] = [];
  let { beforeStart, afterStart } = region;
  let open: LineRegion | undefined;
  for (const change of changes) {
    const length = change.value.length;
    if (!change.added && !change.removed) {
      beforeStart += length;
      afterStart += length;
      open = undefined;
      continue;
    }
    if (!open) {
      open = { beforeStart, beforeEnd: beforeStart, afterStart, afterEnd: afterStart };
      regions.push(open);
    }
    if (change.removed) open.beforeEnd = beforeStart += length;
    else open.afterEnd = afterStart += length;
  }
  return regions;
}

/** Lines that occur exactly once on both sides of the region, the longest run of them that is in the same order. */
function commonUniqueLines(
  before: readonly string[],
  after: readonly string[],
  region: LineRegion,
): { before: number; after: number }[] {
  const inBefore = uniquePositions(before, region.beforeStart, region.beforeEnd);
  const inAfter = uniquePositions(after, region.afterStart, region.afterEnd);
  const pairs: { before: number; after: number }[] = [];
  for (const [line, position] of inBefore) {
    const other = inAfter.get(line);
    if (position >= 0 && other !== undefined && other >= 0) pairs.push({ before: position, after: other });
  }
  return longestIncreasing(pairs.sort((a, b) => a.before - b.before));
}

/** Position of each line in the range; -1 for one that occurs more than once. */
function uniquePositions(lines: readonly string[], start: number, end: number): Map<string, number> {
  const positions = new Map<string, number>();
  for (let index = start; index < end; index++) {
    const line = lines[index] ?? '';
    positions.set(line, positions.has(line) ? -1 : index);
  }
  return positions;
}

function longestIncreasing(pairs: { before: number; after: number }[]): { before: number; after: number }[] {
  // Patience sorting: `ends[n]` is the pair with the smallest `after` that ends a run of n + 1.
  const ends: number[] = [];
  const previous: number[] = [];
  pairs.forEach((pair, index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.after ?? 0) < pair.after) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = index;
  });
  const run: { before: number; after: number }[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair) run.push(pair);
  }
  return run.reverse();
}

/** Neighbouring regions with the unchanged lines around them. */
export interface Hunk extends LineRegion {
  regions: LineRegion[];
}

/** Groups regions into hunks with `context` unchanged lines around each; overlapping ones become one. */
export function hunksOf(regions: readonly LineRegion[], beforeLength: number, context: number): Hunk[] {
  const hunks: Hunk[] = [];
  for (const region of regions) {
    const lead = Math.min(context, region.beforeStart);
    const tail = Math.min(context, beforeLength - region.beforeEnd);
    const last = hunks.at(-1);
    if (last && region.beforeStart - lead <= last.beforeEnd) {
      last.beforeEnd = region.beforeEnd + tail;
      last.afterEnd = region.afterEnd + tail;
      last.regions.push(region);
    } else {
      hunks.push({
        beforeStart: region.beforeStart - lead,
        beforeEnd: region.beforeEnd + tail,
        afterStart: region.afterStart - lead,
        afterEnd: region.afterEnd + tail,
        regions: [region],
      });
    }
  }
  return hunks;
}
