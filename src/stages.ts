/** What the parts of a run took, in the standard timeline of the process: nothing is shown, a profiler can read it. */

/** Parts of a run, in order; `program` is a part of `analyze`. */
export type Stage = 'list' | 'search' | 'program' | 'analyze' | 'plan' | 'transform' | 'verify';

/**
 * Starts the clock of a stage; a stage that runs more than once is there more than once.
 *
 * @returns ends it, with counts of what was done (files, characters, …)
 */
export function begin(stage: Stage): (counts?: Readonly<Record<string, number>>) => void {
  const start = performance.now();
  return (counts = {}) => void performance.measure(stage, { start, end: performance.now(), detail: counts });
}
