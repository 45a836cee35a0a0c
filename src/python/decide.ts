/** What becomes of each direct call in Python: for now it is left, with the exact reason. */
import type { KeptCode, ManualCode } from '../findings/codes.js';
import type { SiteReport } from '../report/report.js';
import { firstPythonVersion, pythonVersionHas, type PythonCapability } from '../sdk/python/capabilities.js';
import type { PythonFileFacts, PythonSiteFact } from './facts.js';
import type { DeclaredSdk } from './manifests/project.js';

export interface PythonRuleOptions {
  /** Names of the transforms that run. */
  transforms: ReadonlySet<string>;
  /** Sites that stay as they are, by id, each with the reason to report. */
  declined: ReadonlyMap<string, string>;
  /** The SDK's version that a file is written for, by its manifests; null where none says one. */
  sdkOf?(path: string): DeclaredSdk | null;
}

/** A decided site, in the form of the plan of the run. */
export interface PythonSitePlan {
  id: string;
  start: number;
  end: number;
  report: SiteReport;
  action: null;
  session: null;
  group: string;
}

interface Decision {
  outcome: 'manual' | 'kept';
  code: ManualCode | KeptCode;
  message: string;
  hint: string;
}

/** Every site of a file, in order, each with one outcome. */
export function decidePython(file: PythonFileFacts, options: PythonRuleOptions): PythonSitePlan[] {
  return file.sites.map((site) => {
    const { id, start, end, line, column, api } = site;
    const decision = decide(site, options);
    const evidence = site.client ? { evidence: site.client.evidence } : {};
    const report: SiteReport = { line, column, api, ...decision, transform: transformOf(site), ...evidence, notes: [] };
    return { id, start, end, report, action: null, session: null, group: id };
  });
}

/** The transform that owns a direct call, as for TypeScript. */
function transformOf({ api }: PythonSiteFact): string {
  if (api === 'tools.get') return 'tools-get';
  if (api === 'tools.execute') return 'tools-execute';
  if (api === 'toolkitVersions') return 'toolkit-versions';
  if (api.startsWith('provider.')) return 'tool-calls';
  return api.startsWith('toolRouter.') ? 'tool-router' : 'connected-accounts';
}

function decide(site: PythonSiteFact, options: PythonRuleOptions): Decision {
  return left(site, options) ?? refusal(site) ?? notYet(site, options.sdkOf?.(site.path) ?? null);
}

/** What somebody decided already. */
function left(site: PythonSiteFact, { transforms, declined }: PythonRuleOptions): Decision | null {
  if (site.ignored !== null) {
    return {
      outcome: 'kept',
      code: 'ignored',
      message: site.ignored ? `kept by a comment: ${site.ignored}` : 'kept by a comment',
      hint: 'remove the ignore comment to have it migrated',
    };
  }
  const transform = transformOf(site);
  if (!transforms.has(transform)) {
    return {
      outcome: 'kept',
      code: 'not-selected',
      message: `the transform ${transform} was not asked for`,
      hint: `run with --transform ${transform}, or without --transform for all of them`,
    };
  }
  const reason = declined.get(site.id);
  if (reason === undefined) return null;
  return { outcome: 'kept', code: 'not-selected', message: reason, hint: 'run again to have it migrated' };
}

/** Why no tool could migrate the call as it stands. */
function refusal(site: PythonSiteFact): Decision | null {
  if (site.untyped !== null) {
    if (site.legacy) {
      return manual(
        'client-untyped',
        site.untyped,
        'move the file to the package composio of today, and write sessions straight away',
      );
    }
    const isProvider = site.api.startsWith('provider.');
    return manual(
      isProvider ? 'tool-calls' : 'client-untyped',
      site.untyped,
      isProvider
        ? 'give the method the session whose tools the model was given'
        : 'give the client its type (from composio import Composio; client: Composio), then run again',
    );
  }
  if (site.use === 'value' && !site.runner?.known) {
    return manual(
      'method-as-value',
      `${site.written} is used as a value here, not called: who calls it, and with what, cannot be seen`,
      'call the session where the value is used, or keep a wrapper function around the session call',
    );
  }
  if (site.body?.shape === 'unknown' && site.body.reason !== null) {
    return manual('unknown-shape', site.body.reason, 'write the arguments out at the call, then run again');
  }
  const user = site.body?.keys.find((key) => key.key === 'user_id');
  if (site.api === 'tools.execute' && site.body && !user) {
    return manual('no-user', 'the call names no user, and a session belongs to one', NO_USER_HINT);
  }
  if (user?.missing) return manual('no-user', 'the user of the call is literally missing', NO_USER_HINT);
  return null;
}

const NO_USER_HINT = 'give the call its user (user_id=…), then run again';

function notYet(site: PythonSiteFact, sdk: DeclaredSdk | null): Decision {
  const form = FORMS.get(site.api.startsWith('provider.') ? 'provider' : site.api);
  return manual(
    'python-not-yet',
    `Python is read but not yet rewritten: ${site.written}${form ? ` becomes ${form}` : ''}`,
    `${raiseFor(site, sdk)}migrate it by hand, by the Python half of the guide`,
  );
}

/** What has to be raised first, as a part of a sentence. */
function raiseFor(site: PythonSiteFact, sdk: DeclaredSdk | null): string {
  const needed = CAPABILITIES.get(site.api) ?? 'sessions';
  if (!sdk || pythonVersionHas(sdk.lowest, needed) !== false) return '';
  return `raise composio to ${firstPythonVersion(needed)} or newer (${sdk.manifest} has ${sdk.specifier}), and `;
}

/** What calls need beside sessions. */
const CAPABILITIES: ReadonlyMap<string, PythonCapability> = new Map([
  ['tools.execute', 'session-execute'],
  ['provider.handleToolCalls', 'tool-calls-session'],
  ['provider.executeToolCall', 'tool-calls-session'],
]);

/** The form of each call on a session. Source: the vendor's guide, Python half. */
const FORMS: ReadonlyMap<string, string> = new Map([
  ['tools.get', 'session.tools()'],
  ['tools.execute', 'session.execute(tool_slug, arguments=…)'],
  ['connectedAccounts.link', 'session.authorize(toolkit, callback_url=…)'],
  ['connectedAccounts.initiate', 'session.authorize(toolkit, callback_url=…)'],
  ['toolkits.authorize', 'session.authorize(toolkit)'],
  ['toolRouter.createSession', 'composio.create(user_id=…)'],
  ['provider', 'the same method with session=session in the place of the user'],
  ['toolkitVersions', 'nothing, once no call reads it'],
]);

function manual(code: ManualCode, message: string, hint: string): Decision {
  return { outcome: 'manual', code, message, hint };
}
