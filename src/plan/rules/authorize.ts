/** `connectedAccounts.link`, `connectedAccounts.initiate` and `toolkits.authorize` → `session.authorize` (rules §6). */
import { coerce, lt } from 'semver';
import type { AuthorizeFact, ExpressionFact, OptionsFact, SiteFact } from '../../analyze/facts.js';
import type { KeptCode, ManualCode } from '../../findings/codes.js';
import type { SiteNote } from '../../report/report.js';
import { slugInAnyCase } from '../../sdk/toolkits.js';
import type { RuleContext } from '../context.js';
import type { LeaveIntent, SessionNeed, SiteIntent, ToolkitKey } from '../intent.js';
import { slugText } from '../receiver.js';
import { lift, type AuthConfigRegistry } from '../registry.js';
import { toolkitOfAuthConfig, type FoundToolkit } from './authConfigToolkit.js';

export { toolkitOfAuthConfig, type FoundToolkit } from './authConfigToolkit.js';

/** Options that `session.authorize` has, with the first version of each (`dist/index.d.mts` of each version). */
const OPTION_VERSIONS: ReadonlyMap<string, string> = new Map([
  ['callbackUrl', '0.3.0'],
  ['alias', '0.6.11'],
  ['experimental', '0.13.0'],
]);

export function authorizeRule(site: SiteFact, context: RuleContext, registry: AuthConfigRegistry): SiteIntent {
  const fact = site.authorize;
  if (!fact || fact.legacyShape || !site.user) return legacyShape(site);
  const refusal =
    fallback(fact) ?? credentials(site, fact) ?? unknownOptions(fact) ?? singleAccount(site, fact, context);
  if (refusal) return refusal;
  const options = optionsOf(site, fact.options, context);
  if ('code' in options) return options;
  const target =
    site.api === 'toolkits.authorize' ? byToolkit(site, fact, context, registry) : byAuthConfig(fact, context);
  if ('code' in target) return target;
  const { toolkit } = target;
  return {
    outcome: 'migrate',
    need: {
      purpose: 'authorize',
      toolkits:
        toolkit.kind === 'constant' ? { kind: 'constant', values: [toolkit.slug] } : { ...toolkit, kind: 'single' },
      ...(target.authConfigs ? { authConfigs: target.authConfigs } : {}),
    },
    action: {
      kind: 'authorize',
      toolkit:
        toolkit.kind === 'constant'
          ? toolkit
          : { kind: 'expression', text: slugText(toolkit.value.text, toolkit.form) },
      options: options.range,
      dropOptions: options.dropped,
      comments: looseComments(site, fact, options.range),
      statement: site.placement.statement,
    },
    notes: notesFor(site, fact, target),
    evidence: target.evidence,
    movesBehind: options.movesBehind,
  };
}

interface Target extends FoundToolkit {
  authConfigs?: SessionNeed['authConfigs'];
  /** The planner puts one in, with its import. */
  lifted?: true;
}

/** `link` and `initiate`: the toolkit is behind the auth config. */
function byAuthConfig(fact: AuthorizeFact, context: RuleContext): Target | LeaveIntent {
  if (!fact.authConfig) {
    return manual(
      'unknown-shape',
      'the call has no auth config',
      'pass the id of an auth config (ac_…) as the second argument',
    );
  }
  const found = toolkitOfAuthConfig(fact.authConfig, context.options.mappings);
  if ('code' in found) return found;
  return {
    ...found,
    authConfigs: [{ toolkit: found.toolkit, value: { kind: 'expression', value: fact.authConfig.expression } }],
  };
}

/** `toolkits.authorize`: the toolkit is in the call, the auth config may not be. */
function byToolkit(
  site: SiteFact,
  fact: AuthorizeFact,
  context: RuleContext,
  registry: AuthConfigRegistry,
): Target | LeaveIntent {
  const accepted = context.options.accept?.has('auth-config-implicit') === true;
  // With the toolkit proven, the auth config would still be missing.
  if (fact.toolkit && !fact.toolkit.literals && !fact.authConfig && !accepted) return anyToolkit(fact.toolkit);
  const toolkit = toolkitGiven(fact.toolkit);
  if ('code' in toolkit) return toolkit;
  if (fact.authConfig) return withThirdArgument(toolkit, fact.authConfig, context);
  if (toolkit.toolkit.kind !== 'constant') return accepted ? toolkit : anyToolkit(toolkit.toolkit.value);
  const { slug } = toolkit.toolkit;
  const file = context.files.get(site.path);
  const lifted = file ? lift(registry, slug, file) : null;
  if (accepted && (!lifted || 'unlifted' in lifted)) return toolkit;
  if (!lifted) return implicit(`no auth config for ${slug} is given, and the project names none`, slug);
  if ('unlifted' in lifted) return implicit(lifted.unlifted.refusal.message, slug);
  const evidence = `${toolkit.evidence}; its auth config is the only one that the project has`;
  // One that takes an import is put into the config, with its import, by the planner, as for every session.
  if (lifted.import) return { ...toolkit, evidence, lifted: true };
  return {
    ...toolkit,
    evidence,
    authConfigs: [{ toolkit: toolkit.toolkit, value: { kind: 'portable', value: lifted.value } }],
  };
}

function anyToolkit(value: ExpressionFact): LeaveIntent {
  return implicit(`${value.text} can be any toolkit, and no auth config is given`, '<toolkit>');
}

function toolkitGiven(value: ExpressionFact | null): FoundToolkit | LeaveIntent {
  if (!value || value.type === 'maybe-undefined') {
    const what = value ? `${value.text} may be undefined` : 'the call names no toolkit';
    return manual(
      'toolkit-unproven',
      `${what}, and a session takes toolkit slugs only`,
      'give it a type of toolkit slugs, such as "github" | "slack"',
    );
  }
  // What the call gives the API as a toolkit is a slug, in whatever case.
  const literals = value.literals ?? [];
  const [only] = literals;
  const slug = only === undefined ? null : slugInAnyCase(only);
  if (literals.length === 1 && slug !== null)
    return { toolkit: { kind: 'constant', slug }, evidence: `the call names the toolkit ${slug}` };
  const wrong = literals.find((one) => slugInAnyCase(one) === null);
  if (wrong !== undefined) {
    return manual(
      'toolkit-unproven',
      `'${wrong}' is not the slug of a known toolkit`,
      'use the slug of the toolkit, such as googlecalendar',
    );
  }
  if (!value.stable) {
    return manual(
      'toolkit-unproven',
      `${value.text} would be evaluated more than once and may change in between`,
      'put it into a constant before the call',
    );
  }
  const form = only !== undefined && literals.every((one) => one === one.toLowerCase()) ? 'as-is' : 'lower-case';
  return { toolkit: { kind: 'expression', value, form }, evidence: `the call names the toolkit ${value.text}` };
}

function withThirdArgument(
  given: FoundToolkit,
  authConfig: NonNullable<AuthorizeFact['authConfig']>,
  context: RuleContext,
): Target | LeaveIntent {
  const { expression } = authConfig;
  if (expression.type === 'maybe-undefined') {
    return implicit(
      `${expression.text} may be undefined, and the service then picks an auth config itself`,
      slugOf(given.toolkit),
    );
  }
  if (authConfig.mistaken !== null) {
    const found = toolkitOfAuthConfig(authConfig, context.options.mappings);
    if ('code' in found) return found;
  }
  if (given.toolkit.kind === 'expression' && (expression.literals?.length === 1 || expression.env !== null)) {
    return manual(
      'toolkit-unproven',
      `${expression.text} belongs to one toolkit, but the call gives it for any that ${given.toolkit.value.text} can be`,
      'give the toolkit of the auth config, such as "github"',
    );
  }
  const slug = given.toolkit.kind === 'constant' ? given.toolkit.slug : null;
  const other = authConfig.evidence.find(
    (one) => one.toolkit.kind === 'constant' && slug !== null && one.toolkit.slug !== slug,
  );
  if (other?.toolkit.kind === 'constant') {
    return manual(
      'toolkit-unknown',
      `the call names the toolkit ${slug}, but ${expression.text} belongs to ${other.toolkit.slug}: ${other.how}`,
      'give the toolkit of the auth config, or the auth config of the toolkit',
    );
  }
  return { ...given, authConfigs: [{ toolkit: given.toolkit, value: { kind: 'expression', value: expression } }] };
}

function slugOf(toolkit: ToolkitKey): string {
  return toolkit.kind === 'constant' ? toolkit.slug : '<toolkit>';
}

function legacyShape(site: SiteFact): LeaveIntent {
  return manual(
    'unknown-shape',
    `${site.api} is called with arguments of another shape than (user, ${site.api === 'toolkits.authorize' ? 'toolkit' : 'auth config'}, …)`,
    'call it as today’s SDK has it: the user as a string first, then the auth config',
  );
}

function fallback(fact: AuthorizeFact): LeaveIntent | null {
  if (!fact.sessionFallback) return null;
  return kept(
    'session-fallback',
    'it runs only when session.authorize has failed',
    'remove it when the session has proved itself',
  );
}

/** `initiate` is the only way to hand over credentials in code; it stays right for that. */
function credentials(site: SiteFact, fact: AuthorizeFact): LeaveIntent | null {
  if (site.api !== 'connectedAccounts.initiate') return null;
  const config = fact.options?.keys.find((one) => one.key === 'config');
  if (config?.given === 'here') {
    return kept(
      'credentials-in-code',
      'the call hands over credentials (config)',
      'nothing to do: no session form exists, and the call goes on working',
    );
  }
  const notOAuth = fact.authConfig?.notOAuth;
  if (notOAuth) {
    return kept(
      'credentials-in-code',
      `the auth config is not OAuth: ${notOAuth}`,
      'nothing to do: no session form exists, and the call goes on working',
    );
  }
  return null;
}

function unknownOptions(fact: AuthorizeFact): LeaveIntent | null {
  const { options } = fact;
  if (!options) return null;
  const stray = options.keys.find((one) => !OPTION_VERSIONS.has(one.key) && one.key !== 'allowMultiple');
  if (options.known && !stray) return null;
  const what = stray
    ? `the option ${stray.key} has no place in a session`
    : `not every option in ${shorten(options.expression.text)} is known`;
  return manual('unknown-shape', what, 'write the options as an object at the call ({ callbackUrl }), then run again');
}

/** `session.authorize` never refuses a second account; `toolkits.authorize` does not either (`Toolkits.ts`, 0.19.0). */
function singleAccount(site: SiteFact, fact: AuthorizeFact, { options }: RuleContext): LeaveIntent | null {
  if (site.api === 'toolkits.authorize') return null;
  const hint = 'ask connectedAccounts.list for an active account first, then use session.authorize';
  const multiple = fact.options?.keys.filter((one) => one.key === 'allowMultiple') ?? [];
  const accepted = options.accept?.has('single-account') === true;
  // One that may be there cannot be taken out.
  const refuses = multiple.find((one) => !isTrue(one) && !(accepted && one.given === 'here'));
  if (refuses) {
    return manual('single-account', `${shorten(refuses.text)}: a session does not refuse a second account`, hint);
  }
  if (accepted) return null;
  if (fact.testsForExisting && !multiple.some((one) => one.given === 'here')) {
    const { line, what } = fact.testsForExisting;
    return manual(
      'single-account',
      `line ${line} tests for the error about an account that is there already (${what})`,
      hint,
    );
  }
  return null;
}

function isTrue(option: OptionsFact['keys'][number]): boolean {
  return /^(?:true|!0|true as const)$/.test(option.value.text);
}

interface KeptOptions {
  range: { start: number; end: number } | null;
  dropped: string[];
  movesBehind: ExpressionFact[];
}

function optionsOf(site: SiteFact, options: OptionsFact | null, context: RuleContext): KeptOptions | LeaveIntent {
  const none: KeptOptions = { range: null, dropped: [], movesBehind: [] };
  if (!options) return none;
  const { expression } = options;
  const staying = options.keys.filter((one) => one.key !== 'allowMultiple');
  const version = coerce(context.features(site).version);
  for (const { key } of staying) {
    const from = OPTION_VERSIONS.get(key);
    if (from && version && lt(version, from)) {
      return manual(
        'sdk-too-old',
        `session.authorize takes ${key} from @composio/core ${from} on`,
        'raise the SDK, then run again',
      );
    }
  }
  if (staying.length === 0 && (options.literal || expression.pure)) return none;
  if (!options.literal) return { range: expression, dropped: [], movesBehind: [expression] };
  const dropped = options.keys
    .filter((one) => one.key === 'allowMultiple' && one.given === 'here')
    .map((one) => one.key);
  const movesBehind = distinct(staying.map((one) => one.value));
  const shorthand = staying.find((one) => !one.value.stable && one.text === one.value.text);
  if (shorthand) {
    // The name is key and value at once: only the whole object can be evaluated before.
    if (dropped.length === 0) return { range: expression, dropped, movesBehind: [expression] };
    return manual(
      'evaluation-order',
      `${shorthand.text} may change while the session is made`,
      'put it into a constant before the call, then run again',
    );
  }
  return { range: expression, dropped, movesBehind };
}

/** Comments of the call about what stays, that are in no part that is written again. */
function looseComments(site: SiteFact, fact: AuthorizeFact, options: KeptOptions['range']): SiteFact['comments'] {
  const kept = [site.client, site.user, fact.authConfig?.expression, options];
  return site.comments.filter(
    (comment) =>
      comment.of !== 'allowMultiple' &&
      !kept.some((range) => range && comment.start >= range.start && comment.end <= range.end),
  );
}

function distinct(expressions: readonly ExpressionFact[]): ExpressionFact[] {
  return expressions.filter((one, index) => expressions.findIndex((other) => other.start === one.start) === index);
}

function notesFor(site: SiteFact, fact: AuthorizeFact, target: Target): SiteNote[] {
  if (site.api === 'toolkits.authorize' && !target.authConfigs && !target.lifted) {
    return [
      {
        code: 'auth-config-implicit',
        message: 'the service chooses the auth config: one that sessions made before, or a new managed one',
      },
    ];
  }
  const multiple = fact.options?.keys.some((one) => one.key === 'allowMultiple' && one.given === 'here' && isTrue(one));
  if (multiple || site.api === 'toolkits.authorize') return [];
  return [
    {
      code: 'duplicate-accounts',
      message: 'no error any more for a user who is connected already: a new link is started',
    },
  ];
}

function implicit(what: string, slug: string): LeaveIntent {
  return manual(
    'auth-config-implicit',
    `${what}: a session uses an auth config of yours only if it is given one`,
    `say which auth config it is: --auth-config <ac_…>=${slug}, or pass it as the third argument`,
  );
}

function manual(code: ManualCode, message: string, hint: string): LeaveIntent {
  return { outcome: 'manual', code, message, hint };
}

function kept(code: KeptCode, message: string, hint: string): LeaveIntent {
  return { outcome: 'kept', code, message, hint };
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
