/** Rung 5: what the names of a value say about its toolkit. */
import { ts } from 'ts-morph';
import {
  matchToolkitInId,
  matchToolkitInName,
  plainWordToolkits,
  slugInAnyCase,
  slugOfKey,
} from '../../sdk/toolkits.js';
import type { AnalysisProgram } from '../program.js';
import { isMember, lineOf, memberName, unwrap } from '../nodes.js';
import type { Claim } from './claims.js';
import { isTestPath } from './testFiles.js';

const WORDS_OF_A_CONFIG = /auth|config|cfg|integration|connection|toolkit/i;
const WORDS_OF_A_TOOLKIT =
  /toolkit|slug|app|integration|provider|service|platform|connector|tool|vendor|kind|type|name/i;

/** Claim of a name of the value itself (`GMAIL_AUTH_CONFIG_ID`, `githubAuthConfig`). */
export function nameClaims(name: string): Claim[] {
  const match = matchToolkitInName(name);
  if (!match || !('toolkit' in match)) return [];
  return [
    { rung: 5, toolkit: { kind: 'constant', slug: match.toolkit }, how: `the name ${name} says ${match.toolkit}` },
  ];
}

/** Claim of an id that spells its toolkit (`ac_your_github_config`). */
export function idClaims(id: string): Claim[] {
  const match = matchToolkitInId(id);
  if (!match || !('toolkit' in match)) return [];
  return [{ rung: 5, toolkit: { kind: 'constant', slug: match.toolkit }, how: `the id ${id} says ${match.toolkit}` }];
}

/** Claim of the name of what holds the value (`githubAuthConfig.id`, `settings.slack.authConfigId`). */
export function containerClaims(name: string): Claim[] {
  const counts = WORDS_OF_A_CONFIG.test(name) || slugOfKey(name) !== null;
  return counts ? nameClaims(name).map((claim) => ({ ...claim, container: true })) : [];
}

/** The last name of an expression: `toolkit` of `input.toolkit`, `req.params['toolkit']`, `toolkit.toLowerCase()`. */
export function lastNameOf(node: ts.Node): string {
  const target = unwrap(node);
  if (ts.isIdentifier(target)) return target.text;
  if (isMember(target)) return memberName(target) ?? lastNameOf(target.expression);
  if (ts.isCallExpression(target)) {
    const callee = unwrap(target.expression);
    const isCase = isMember(callee) && /^to(Locale)?(Lower|Upper)Case$|^trim$/.test(memberName(callee) ?? '');
    return isCase ? lastNameOf(callee.expression) : lastNameOf(callee);
  }
  return '';
}

/** A name that usually holds a toolkit (`toolkit`, `appName`, `provider`). */
export function isToolkitName(name: string): boolean {
  return WORDS_OF_A_TOOLKIT.test(name);
}

export function isAuthConfigName(name: string): boolean {
  return /auth_?-?configs?/i.test(name);
}

/** Slugs that are plain words (`close`, `make`) need a name that speaks of toolkits beside them. */
export function toolkitOfLiteral(value: string, subject: ts.Node): string | null {
  const slug = slugInAnyCase(value);
  return slug !== null && (!plainWordToolkits.has(slug) || isToolkitName(lastNameOf(subject))) ? slug : null;
}

/** `lib/composio.ts:12`, for the report. */
export function placeOf(node: ts.Node, program: AnalysisProgram): string {
  return `${program.pathOf(node.getSourceFile())}:${lineOf(node)}`;
}

/** A test or a mock: its calls are no use of the code. */
export function isTestFile(file: ts.SourceFile): boolean {
  return isTestPath(file.fileName);
}
