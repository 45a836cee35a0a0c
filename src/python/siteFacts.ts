/** The facts of one site. */
import type { PythonMethod } from '../sdk/python/apis.js';
import { argumentsOfCall, handedOn, parametersOf, type Argument, type Arguments } from './calls.js';
import { constructionId } from './clients.js';
import type { Expressions } from './expressions.js';
import type {
  AuthConfigFact,
  AuthorizeFact,
  BodyKey,
  ProviderCallFact,
  PythonSiteFact,
  ToolsGetFact,
} from './facts.js';
import type { FoundSite } from './sites.js';
import { resultUse } from './resultUse.js';
import { around, positionOf, unwrap, type SyntaxNode } from './syntax.js';
import type { Tracer } from './trace.js';

/** Arguments of `tools.get` that say which tools. */
const FILTERS: ReadonlySet<string> = new Set(['slug', 'tools', 'search', 'toolkits', 'scopes', 'limit']);

export interface SiteContext {
  tracer: Tracer;
  facts: Expressions;
  ignoredBy(node: SyntaxNode, methodLine: number): string | null;
  /** Package of the provider of a construction, by its id; null where it cannot be told. */
  providerOf(construction: string): string | null;
}

export function siteFact(site: FoundSite, context: SiteContext): PythonSiteFact {
  const { tracer, facts } = context;
  const { node, name, method, use } = site;
  const position = positionOf(node.file, name.start);
  const given = method ? argumentsFor(site, method, context) : { runner: null, arguments: null, call: null };
  const args = given.arguments;
  return {
    id: `${node.file.path}:${node.start}`,
    path: node.file.path,
    api: method?.api ?? 'toolkitVersions',
    start: node.start,
    end: node.end,
    nameStart: name.start,
    ...position,
    written: method?.name ?? 'toolkit_versions',
    use,
    client: site.client,
    untyped: site.untyped,
    ...(site.legacy ? { legacy: true } : {}),
    inAsync: around(node, 'function_definition', 'lambda', 'class_definition')?.has('async') ?? false,
    ignored: context.ignoredBy(node, position.line),
    runner: given.runner,
    user: args?.named.get('user_id')?.key.value ?? null,
    body: args?.body ?? null,
    toolsGet: args && method?.api === 'tools.get' ? toolsGetFact(args, context) : null,
    authorize: args && method && isAuthorize(method) ? authorizeFact(args, method, context) : null,
    execute:
      args && method?.api === 'tools.execute' && given.call
        ? {
            slug: args.named.get('slug')?.key.value ?? null,
            arguments: args.named.get('arguments')?.key.value ?? null,
            result: resultUse(given.call, tracer),
          }
        : null,
    provider: args && method?.api.startsWith('provider.') ? providerFact(args, method) : null,
    versions: site.construction
      ? {
          construction: constructionId(site.construction),
          value: node.child('value') ? facts.describe(node.child('value')!) : null,
        }
      : null,
  };
}

function argumentsFor(
  { node, use, client }: FoundSite,
  method: PythonMethod,
  { tracer, facts, providerOf }: SiteContext,
): { runner: PythonSiteFact['runner']; arguments: Arguments | null; call: SyntaxNode | null } {
  const [provider, another] = [...new Set(client?.constructions?.map(providerOf))];
  const parameters = parametersOf(method, another === undefined ? (provider ?? null) : null);
  if (use === 'call') {
    return { runner: null, arguments: argumentsOfCall(node, parameters, tracer, facts), call: node };
  }
  const handed = handedOn(node, parameters, tracer, facts);
  return { runner: handed?.runner ?? null, arguments: handed?.arguments ?? null, call: node.parent?.parent ?? null };
}

function toolsGetFact({ body, named }: Arguments, { facts }: SiteContext): ToolsGetFact {
  const filters = [...named.values()].filter(({ key }) => FILTERS.has(key.key));
  return {
    filter: {
      shape:
        body.shape === 'unknown' ? 'unknown' : filters.some(({ key }) => key.key !== 'limit') ? 'object' : 'missing',
      reason: body.reason,
      entries: filters.map(({ key, node }) => ({ key: key.key, value: facts.list(node), missing: missingWords(key) })),
    },
    modifiers: named.get('modifiers')?.key.value ?? null,
  };
}

function missingWords({ conditional, missing, value }: BodyKey): string | null {
  if (missing) return 'it is None';
  if (conditional !== null) return `it is given only if ${conditional}`;
  return value.type === 'maybe-undefined' ? `${value.origin} may be None` : null;
}

function isAuthorize({ name }: PythonMethod): boolean {
  return name.startsWith('connected_accounts.') || name === 'toolkits.authorize';
}

function authorizeFact({ named }: Arguments, method: PythonMethod, context: SiteContext): AuthorizeFact {
  const authConfig = named.get('auth_config_id');
  const main = new Set(['user_id', 'auth_config_id', 'toolkit']);
  return {
    authConfig: authConfig && method.name !== 'toolkits.authorize' ? authConfigFact(authConfig, context) : null,
    toolkit: named.get('toolkit')?.key.value ?? null,
    options: [...named.values()].map(({ key }) => key).filter(({ key }) => !main.has(key)),
  };
}

function authConfigFact({ key, node }: Argument, { facts }: SiteContext): AuthConfigFact {
  return { expression: key.value, kind: kindOfAuthConfig(node, facts), names: facts.namesOf(node) };
}

function kindOfAuthConfig(node: SyntaxNode, facts: Expressions): AuthConfigFact['kind'] {
  const target = unwrap(node);
  if (facts.literalsOf(target)) return 'literal';
  if (facts.envOf(target) !== null) return 'env';
  if (target.kind === 'subscript') return 'map';
  if (facts.isParameter(target)) return 'parameter';
  if (target.kind === 'attribute') return /auth_configs/.test(target.text) ? 'api' : 'member';
  return 'computed';
}

function providerFact({ named, body }: Arguments, method: PythonMethod): ProviderCallFact {
  const user = named.get('user_id');
  return {
    method: method.name.slice('provider.'.length),
    firstArgument: user ? user.key.range : null,
    extraArguments: body.shape === 'unknown' || named.has('modifiers'),
  };
}
