/** Which decisions of the user would migrate more, and how many calls each: found by planning again as if it were taken. */
import type { AcceptableCode } from '../findings/codes.js';
import { MANAGED, type RuleOptions } from './context.js';
import { plan as makePlan, type PlanInput } from './index.js';
import type { Plan } from './plan.js';
import { questionsOf, type Question } from './questions.js';

export interface OpenDecision {
  /** Calls that it would migrate by itself. */
  calls: number;
  /** Calls that wait for it, among other things. */
  waiting: number;
  /** When it is right, in words that follow a comma: `if a second account may be linked`. */
  condition: string;
  /** What to add to the command. */
  option: string;
}

const ACCEPT_WORDS: Readonly<Record<AcceptableCode, string>> = {
  'single-account': 'if a user may link a second account',
  'error-shape': 'if the code may miss errors of the SDK that it tests for',
  'account-owner-unknown': 'if these accounts belong to the user of the call',
  'auth-config-implicit': 'if the service may choose the auth config',
};

const LISTED: ReadonlySet<string> = new Set(['needs-named-tools', 'needs-agent-loop', 'tools-use-unknown']);
const WIDER: ReadonlySet<string> = new Set([
  'no-session-filter',
  'limit-may-be-missing',
  'filter-unknown',
  'wider-access',
]);

/** A plan is quick, but not for thousands of calls with dozens of questions. */
const MOST_PLANS = 24;

interface Candidate extends Omit<OpenDecision, 'calls'> {
  /** The options with the decision taken; null where that cannot be tried. */
  taken: Partial<RuleOptions> | null;
}

/**
 * @param input what the plan was made of
 * @returns those that help, the most calls first
 */
export function openDecisions(input: PlanInput, plan: Plan): OpenDecision[] {
  const codes = new Set(
    sitesOf(plan).flatMap(({ report }) => (report.outcome === 'manual' ? (report.code ?? []) : [])),
  );
  if (codes.size === 0) return [];
  const candidates = [
    ...questionsOf(input, plan).map((question) => byQuestion(question, input.options)),
    ...byOptions(codes),
  ];
  const decisions = candidates.slice(0, MOST_PLANS).map(({ taken, ...decision }) => {
    return { ...decision, calls: taken ? gained(plan, input, taken) : decision.waiting };
  });
  return decisions
    .filter(({ calls, waiting }) => calls + waiting > 0)
    .sort((a, b) => b.calls - a.calls || b.waiting - a.waiting || (a.option < b.option ? -1 : 1));
}

function byQuestion(question: Question, { mappings, preferred, accept }: RuleOptions): Candidate {
  const waiting = question.places.length;
  if (question.kind === 'accept') {
    const { code } = question;
    return {
      waiting,
      condition: ACCEPT_WORDS[code],
      option: `--accept ${code}`,
      taken: { accept: new Set([...(accept ?? []), code]) },
    };
  }
  if (question.kind === 'credentials') {
    const { toolkit } = question;
    return {
      waiting,
      condition: `once it is said under which auth config accounts of ${toolkit} are`,
      option: `--auth-config <id or variable>=${toolkit}`,
      taken: { mappings: new Map([...mappings, [MANAGED + toolkit, { toolkit, source: 'option' }]]) },
    };
  }
  if (question.kind === 'which') {
    const { toolkit, choices } = question;
    return {
      waiting,
      condition: `once it is said which auth config sessions of ${toolkit} take`,
      option: '--interactive',
      taken: { preferred: new Map([...(preferred ?? []), [toolkit, choices[0]!.name]]) },
    };
  }
  const name = /^[\w$.-]+$/.test(question.name) ? question.name : `'${question.name}'`;
  return {
    waiting,
    condition: `once it is said to which toolkit ${question.name} belongs`,
    option: `--auth-config ${name}=<toolkit>`,
    // Which one it is decides what can be done with it.
    taken: null,
  };
}

function byOptions(codes: ReadonlySet<string>): Candidate[] {
  const has = (wanted: ReadonlySet<string>): boolean => [...wanted].some((code) => codes.has(code));
  return [
    ...(has(LISTED)
      ? [
          {
            waiting: 0,
            condition: 'if the tools of a toolkit may all be listed under their own names',
            option: '--tools direct',
            taken: { tools: 'direct' as const },
          },
        ]
      : []),
    ...(has(WIDER)
      ? [
          {
            waiting: 0,
            condition: 'if sessions may reach more than these calls did',
            option: '--allow-wider',
            taken: { allowWider: true },
          },
        ]
      : []),
  ];
}

function gained(plan: Plan, input: PlanInput, taken: Partial<RuleOptions>): number {
  const then = makePlan({ ...input, options: { ...input.options, ...taken } });
  const migrated = new Set(sitesOf(then).flatMap(({ id, report }) => (report.outcome === 'migrated' ? [id] : [])));
  return sitesOf(plan).filter(({ id, report }) => report.outcome === 'manual' && migrated.has(id)).length;
}

function sitesOf({ files }: Plan) {
  return [...files.values()].flatMap((file) => file.sites);
}
