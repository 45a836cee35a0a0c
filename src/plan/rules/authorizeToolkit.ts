/**
 * `toolkits.authorize(user, toolkit, authConfigId?)`: the toolkit is in the call, the auth config may not be.
 *
 * Without one, the SDK asks for the project's auth configs of the toolkit (`authConfigs.list({ toolkit })`, no other
 * filter) and takes the first; only where there is none it makes a managed one. Source: `Toolkits.authorize`,
 * `dist/index.mjs` of @composio/core 0.3.0 to 0.19.0.
 */
import type { AuthorizeFact, ExpressionFact, SiteFact } from '../../analyze/facts.js';
import type { ManualCode } from '../../findings/codes.js';
import { slugInAnyCase } from '../../sdk/toolkits.js';
import type { RuleContext } from '../context.js';
import type { LeaveIntent, SessionNeed } from '../intent.js';
import { lift, type AuthConfigRegistry } from '../registry.js';
import { toolkitOfAuthConfig, type FoundToolkit } from './authConfigToolkit.js';

/** The toolkit of a link, and what its session has for it. */
export interface Target extends FoundToolkit {
  authConfigs?: SessionNeed['authConfigs'];
  listed?: SessionNeed['listed'];
}

export function byToolkit(
  site: SiteFact,
  fact: AuthorizeFact,
  context: RuleContext,
  registry: AuthConfigRegistry,
): Target | LeaveIntent {
  const asked = fact.toolkit;
  const given = asked ? toolkitGiven(asked) : manual('unknown-shape', 'the call names no toolkit', 'name one');
  if ('code' in given || !asked) return given as LeaveIntent;
  if (fact.authConfig) return withThirdArgument(given, fact.authConfig, context);
  const file = context.files.get(site.path);
  const { toolkit } = given;
  const lifted = file && toolkit.kind === 'constant' ? lift(registry, toolkit.slug, file) : null;
  if (!lifted || 'unlifted' in lifted) return { ...given, listed: { toolkit, asked } };
  const evidence = `${given.evidence}; its auth config is the only one that the project has`;
  // One that takes an import is put into the config, with its import, by the planner, as for every session.
  if (lifted.import) return { ...given, evidence };
  return { ...given, evidence, authConfigs: [{ toolkit, value: { kind: 'portable', value: lifted.value } }] };
}

/** What the code asks the service for as a toolkit is one, in whatever case; a session takes it in lower case. */
function toolkitGiven(value: ExpressionFact): FoundToolkit | LeaveIntent {
  const { literals } = value;
  const wrong = literals?.find((slug) => slugInAnyCase(slug) === null);
  if (wrong !== undefined) {
    return manual(
      'toolkit-unproven',
      `'${wrong}' is not the slug of a known toolkit`,
      'use the slug of the toolkit, such as googlecalendar',
    );
  }
  const slugs = new Set(literals?.map((slug) => slug.toLowerCase()));
  const [slug] = slugs;
  if (slug !== undefined && slugs.size === 1) {
    return { toolkit: { kind: 'constant', slug }, evidence: `the call names the toolkit ${slug}` };
  }
  if (!literals && value.type !== 'string' && value.type !== 'any') {
    return manual(
      'toolkit-unproven',
      `${value.text} may be something else than a toolkit${value.type === 'maybe-undefined' ? ', or undefined' : ''}`,
      'give it the type string, or one of toolkit slugs such as "github" | "slack"',
    );
  }
  if (!value.stable) {
    return manual(
      'toolkit-unproven',
      `${value.text} would be evaluated more than once and may change in between`,
      'put it into a constant before the call',
    );
  }
  const form = literals?.every((one) => one === one.toLowerCase()) ? 'as-is' : 'lower-case';
  return { toolkit: { kind: 'expression', value, form }, evidence: `the call names the toolkit ${value.text}` };
}

function withThirdArgument(
  given: FoundToolkit,
  authConfig: NonNullable<AuthorizeFact['authConfig']>,
  context: RuleContext,
): Target | LeaveIntent {
  const { expression } = authConfig;
  const { toolkit } = given;
  if (expression.type === 'maybe-undefined') {
    return implicit(
      `${expression.text} may be undefined, and the service then picks an auth config itself`,
      toolkit.kind === 'constant' ? toolkit.slug : '<toolkit>',
    );
  }
  if (authConfig.mistaken !== null) {
    const found = toolkitOfAuthConfig(authConfig, context.options.mappings);
    if ('code' in found) return found;
  }
  const slug = toolkit.kind === 'constant' ? toolkit.slug : null;
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
  return { ...given, authConfigs: [{ toolkit, value: { kind: 'expression', value: expression } }] };
}

/** @param slug what stands in the hint for the toolkit */
export function implicit(what: string, slug: string): LeaveIntent {
  return manual(
    'auth-config-implicit',
    `${what}: a session uses an auth config of yours only if it is given one`,
    `say which auth config it is: --auth-config <ac_…>=${slug}, or pass it as the third argument`,
  );
}

function manual(code: ManualCode, message: string, hint: string): LeaveIntent {
  return { outcome: 'manual', code, message, hint };
}
