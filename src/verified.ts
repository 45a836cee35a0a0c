/** Plan, rewrite, verify, take back: until the changed texts bring no new error. */
import type { ErrorCode } from './findings/codes.js';
import type { Packages } from './packages.js';
import type { PipelineRequest } from './pipeline-types.js';
import type { FilePlan, Plan } from './plan/plan.js';
import { begin } from './stages.js';
import { rewriteFile, type Rewritten } from './transform/rewrite.js';
import { onlyInDescription } from './verify/versionDifferences.js';
import { sitesBehind } from './verify/takeBack.js';
import type { Check } from './verify/inParts.js';

export interface Outcome {
  plan: Plan;
  rewritten: Map<string, Rewritten>;
  failed: Map<string, { code: ErrorCode; message: string }>;
}

export interface Verification {
  failed: Outcome['failed'];
  check: Check | null;
  vetoes: Map<string, string>;
  keepVersions: boolean;
  /** The compiler reads the file without a syntax error, so that it finds any that a change brings. */
  isReadByCompiler(path: string): boolean;
  importsOf(path: string): ReadonlySet<string>;
}

/** Plans and rewrites; takes back what verification finds wrong, until nothing is. */
export function migrateVerified(
  request: PipelineRequest,
  packages: Packages,
  planner: (vetoes: ReadonlyMap<string, string>) => Plan,
  { failed, check, vetoes, keepVersions, isReadByCompiler, importsOf }: Verification,
): Outcome {
  const texts = new Map(request.files.map((file) => [file.path, file.text]));
  for (;;) {
    const planned = begin('plan');
    const plan = keepVersions ? planner(vetoes) : settledPlan(packages, () => planner(vetoes));
    planned({ sites: [...plan.files.values()].reduce((sum, file) => sum + file.sites.length, 0) });
    const transformed = begin('transform');
    const rewritten = new Map<string, Rewritten>();
    const failedBefore = failed.size;
    let done = 0;
    for (const filePlan of plan.files.values()) {
      request.onProgress?.('Transforming', done++, plan.files.size);
      if (failed.has(filePlan.path) || !hasWork(filePlan)) continue;
      try {
        rewritten.set(
          filePlan.path,
          rewriteFile(filePlan, texts.get(filePlan.path) ?? '', check !== null && isReadByCompiler(filePlan.path)),
        );
      } catch (error) {
        failed.set(filePlan.path, { code: 'transform-error', message: (error as Error).message });
        for (const site of filePlan.sites) vetoes.set(site.id, 'its file could not be rewritten');
      }
    }
    transformed({ files: rewritten.size });
    // What other files count on in a file that failed is not there: plan again without it.
    if (failed.size > failedBefore) continue;
    const outcome = { plan, rewritten, failed };
    if (!check || rewritten.size === 0) return outcome;
    request.onProgress?.('Verifying', 0, rewritten.size);
    const errors = check.newErrors(rewritten, {
      sdkOf: (file) => packages.sdkOf(file),
      isError: (error) => !onlyInDescription(error, packages.featuresOfFile(error.path)),
    });
    if (errors.length === 0) return outcome;
    const files = new Map(
      [...rewritten].map(([file, one]) => [file, { path: file, before: texts.get(file) ?? '', ...one }]),
    );
    const taken = sitesBehind(errors, files, plan, importsOf, vetoes);
    for (const [id, message] of taken) vetoes.set(id, message);
    if (taken.size > 0) continue;
    // No site is left that could be taken back: a file with an error that nothing accounts for is not written.
    for (const { path: file, message } of errors) {
      const blamed = rewritten.has(file) ? [file] : [...rewritten.keys()];
      for (const one of blamed) failed.set(one, { code: 'transform-error', message });
    }
  }
}

/** Some call is rewritten, or a session is made ahead of the calls that will use it. */
function hasWork(plan: FilePlan): boolean {
  return plan.sessions.length > 0 || plan.sites.some((site) => site.action);
}

/** A plan, the versions that it needs, and no raise among them that would break a call that stays. */
export function settledPlan(packages: Packages, makeOne: () => Plan): Plan {
  // Each round holds one more package, or one at an older version, or is the last.
  for (;;) {
    const plan = narrowedPlan(packages, makeOne);
    if (!packages.holdRaises(plan)) return plan;
  }
}

/** A plan and the versions that it needs: a plan for older versions needs no more than one for newer ones. */
function narrowedPlan(packages: Packages, makeOne: () => Plan): Plan {
  for (let round = 0; ; round++) {
    const plan = makeOne();
    if (!packages.narrowTo(plan) || round === 3) return plan;
  }
}
