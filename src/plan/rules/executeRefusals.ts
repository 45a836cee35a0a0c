/** Why a `tools.execute` is left for a person (rules §6). Each check says one reason; the first one counts. */
import { coerce, gte } from 'semver';
import type { BodyKey, ExecuteFact, SiteFact } from '../../analyze/facts.js';
import type { ManualCode } from '../../findings/codes.js';
import type { RuleContext, SdkFeatures } from '../context.js';
import { fileHandling } from '../../sdk/fileTools.js';
import type { LeaveIntent } from '../intent.js';

/** What `session.execute` can take over, or does not need (`ToolExecuteParams`, @composio/core 0.19.0). */
const MIGRATED_KEYS: ReadonlySet<string> = new Set([
  'userId',
  'arguments',
  'connectedAccountId',
  'version',
  'dangerouslySkipVersionCheck',
]);
/** Keys of the same type that a session has no place for. */
const UNSUPPORTED_KEYS: ReadonlyMap<string, string> = new Map([
  ['customAuthParams', 'credentials given with the call'],
  ['customConnectionData', 'credentials given with the call'],
  ['text', 'arguments in natural language'],
  ['allowTracing', 'a permission to trace'],
]);
/**
 * First version whose `session.execute` takes request options: `ToolRouterSession.execute` in `dist/index.d.mts` of
 * 0.14.1 (0.13.0 does not). The type of a session, `ToolRouterSessionExecuteFn`, has three parameters up to 0.19.0.
 */
const SIGNAL_FROM = '0.14.1';

type Check = (site: SiteFact, execute: ExecuteFact, features: SdkFeatures, context: RuleContext) => LeaveIntent | null;

const CHECKS: readonly Check[] = [
  bodyUnknown,
  keysUnknown,
  noUser,
  conditionalKey,
  metaTool,
  fileTool,
  customTools,
  modifiers,
  errorTests,
  resultInfo,
  resultType,
  accountOwner,
  // Last: raising the version only helps where nothing else stands in the way.
  sdkTooOld,
];

export function executeRefusal(
  site: SiteFact,
  execute: ExecuteFact,
  features: SdkFeatures,
  context: RuleContext,
): LeaveIntent | null {
  for (const check of CHECKS) {
    const refused = check(site, execute, features, context);
    if (refused) return refused;
  }
  return null;
}

export function manual(code: ManualCode, message: string, hint: string): LeaveIntent {
  return { outcome: 'manual', code, message, hint };
}

export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

function keyOf(execute: ExecuteFact, name: string): BodyKey | undefined {
  return execute.body.keys.find((key) => key.key === name);
}

function sdkTooOld(_: SiteFact, __: ExecuteFact, features: SdkFeatures): LeaveIntent | null {
  if (features.sessionExecute) return null;
  return manual(
    'sdk-too-old',
    `@composio/core ${features.version ?? 'of this package'} has no session.execute`,
    'raise @composio/core to 0.6.5 or later, then run again',
  );
}

function bodyUnknown(_: SiteFact, { body }: ExecuteFact): LeaveIntent | null {
  if (body.shape !== 'unknown') return null;
  const isShape = /slug|second argument|more than three|spread from a list/.test(body.reason ?? '');
  return isShape
    ? manual(
        'unknown-shape',
        `${body.reason}, which is no form of tools.execute(slug, { userId, arguments })`,
        'write the call as tools.execute(slug, { userId, arguments }), then run again',
      )
    : manual(
        'unsupported-body',
        body.reason ?? 'the body cannot be seen',
        'write the body as an object literal with userId and arguments at the call, then run again',
      );
}

function keysUnknown(_: SiteFact, execute: ExecuteFact): LeaveIntent | null {
  for (const { key } of execute.body.keys) {
    if (MIGRATED_KEYS.has(key)) continue;
    const what = UNSUPPORTED_KEYS.get(key);
    if (what !== undefined || keyOf(execute, 'arguments')) {
      return manual(
        'unsupported-body',
        `the body has ${key}${what ? ` (${what})` : ''}, which session.execute does not take`,
        `take ${key} out if it is not needed, or keep the direct call with an ignore comment`,
      );
    }
    return manual(
      'unknown-shape',
      `the body has ${key} where the arguments of the tool belong in arguments: { … }`,
      'put the arguments of the tool into `arguments`, then run again',
    );
  }
  return null;
}

function noUser(_: SiteFact, execute: ExecuteFact): LeaveIntent | null {
  const user = keyOf(execute, 'userId');
  const hint = 'name the user who owns the credentials in `userId`, then run again';
  if (!user) return manual('no-user', 'the call names no user, and a session belongs to one', hint);
  if (user.missing) return manual('no-user', 'the user of the call is literally missing', hint);
  if (user.value?.type !== 'maybe-undefined') return null;
  return manual(
    'no-user',
    `the user ${shorten(user.value.text)} may be undefined, and a session belongs to a user`,
    'make sure that there is a user before the call (throw when there is none), then run again',
  );
}

/** `userId` and `arguments` under a condition; a conditional account has a rule of its own. */
function conditionalKey(_: SiteFact, execute: ExecuteFact): LeaveIntent | null {
  for (const name of ['userId', 'arguments']) {
    const key = keyOf(execute, name);
    if (key && key.conditional !== null) {
      return manual(
        'unsupported-body',
        `${name} is only given when ${shorten(key.conditional)}`,
        `give ${name} without a condition, then run again`,
      );
    }
  }
  return null;
}

function metaTool(_: SiteFact, { slug }: ExecuteFact): LeaveIntent | null {
  const meta = slug.literals?.find((one) => /^composio_/i.test(one));
  if (meta === undefined) return null;
  return manual(
    'meta-tool-slug',
    `${meta} is a meta tool: it works on the session it belongs to`,
    'let the agent use the meta tools of session.tools(), or make one session for the whole conversation by hand',
  );
}

function fileTool(
  site: SiteFact,
  execute: ExecuteFact,
  features: SdkFeatures,
  { constructions }: RuleContext,
): LeaveIntent | null {
  const file = fileOf(execute);
  if (file === null) return null;
  const switches = (site.client?.constructions ?? []).map((id) => constructions.get(id)?.automaticFiles ?? null);
  const isAsked = switches.includes(true);
  if (!isAsked && !(features.filesByDefault && (switches.length === 0 || switches.includes(null)))) return null;
  const who = isAsked ? 'the client is told to' : 'every client does up to @composio/core 0.6';
  return manual(
    'file-tool',
    `${file}, and the direct call uploads and downloads files by itself, as ${who}; session.execute does not`,
    `upload and download the files with composio.files, ${isAsked ? 'switch the option off' : 'give the client autoUploadDownloadFiles: false'}, then run again`,
  );
}

/** Why the call handles a file, in words; null where nothing says so. */
export function fileOf(execute: ExecuteFact): string | null {
  return fileHandling(execute.slug.literals, keyOf(execute, 'arguments')?.value?.text ?? '');
}

function customTools(site: SiteFact, _: ExecuteFact, __: SdkFeatures, context: RuleContext): LeaveIntent | null {
  const constructions = (site.client?.constructions ?? []).map((id) => context.constructions.get(id));
  if (constructions.some((one) => one?.hasCustomTools)) {
    return manual(
      'custom-tools',
      'the client has custom tools, which session.execute does not know',
      'call your own functions directly and run again, or keep this call with an ignore comment',
    );
  }
  if (!constructions.some((one) => one?.automaticFiles)) return null;
  return manual(
    'custom-tools',
    'the client uploads and downloads files by itself, which session.execute does not do',
    'handle the files with composio.files, switch the option off and run again, or keep this call with an ignore comment',
  );
}

function modifiers(site: SiteFact, { options }: ExecuteFact, features: SdkFeatures): LeaveIntent | null {
  if (!options || options.nothing) return null;
  const hint = 'change the arguments before the call and the result after it, take the modifiers out, then run again';
  if (options.problem !== null) return manual('modifiers', options.problem, hint);
  if (options.withoutSignal !== null || options.rewrites.length > 0) {
    return manual('modifiers', 'session.execute takes no modifiers', hint);
  }
  if (options.signal === null) return null;
  if (!/\.[cm]?jsx?$/.test(site.path)) {
    return manual(
      'modifiers',
      'session.execute takes the signal at run time, but its types have no place for it',
      'leave the signal out, or pass it by hand as the fourth argument of session.execute',
    );
  }
  if (takesSignal(features.version)) return null;
  return manual(
    'modifiers',
    `session.execute takes no signal in @composio/core ${features.version ?? 'of this package'}`,
    'raise @composio/core to 0.14.1 or later, or leave the signal out, then run again',
  );
}

function takesSignal(version: string | null): boolean {
  const plain = coerce(version);
  return plain === null || gte(plain, SIGNAL_FROM);
}

function errorTests(
  _: SiteFact,
  { testsForErrors }: ExecuteFact,
  __: SdkFeatures,
  { options }: RuleContext,
): LeaveIntent | null {
  if (!testsForErrors || options.accept?.has('error-shape')) return null;
  return manual(
    'error-shape',
    `the catch around it ${testsForErrors.what} (line ${testsForErrors.line}); a session throws another error`,
    'test for something that both errors have, such as status or message, then run again',
  );
}

function resultInfo(_: SiteFact, { result }: ExecuteFact): LeaveIntent | null {
  if (!result.readsSessionInfo) return null;
  return manual(
    'result-info',
    'sessionInfo of the result is read, which a session result does not have',
    'use logId, or the id of the session, instead',
  );
}

function resultType(_: SiteFact, { result }: ExecuteFact, features: SdkFeatures): LeaveIntent | null {
  const needsSuccess = result.kind === 'escapes' || result.successfulReads.length > 0;
  if (features.errorMeansFailure || !needsSuccess) return null;
  return manual(
    'result-type',
    `from 0.23.0 on an empty error does not mean success, and ${result.escape ?? 'successful is read'}`,
    'decide by resultType and error of the installed version, by hand',
  );
}

function accountOwner(
  _: SiteFact,
  execute: ExecuteFact,
  __: SdkFeatures,
  { options }: RuleContext,
): LeaveIntent | null {
  if (options.accept?.has('account-owner-unknown')) return null;
  const user = keyOf(execute, 'userId');
  const account = keyOf(execute, 'connectedAccountId');
  if (!user?.constant || !account || account.missing || account.constant) return null;
  return manual(
    'account-owner-unknown',
    `every call runs as ${shorten(user.value?.text ?? 'the same user')}, but the account ${shorten(account.value?.text ?? '')} changes: it may belong to somebody else`,
    'make the session for the user who owns the account',
  );
}
