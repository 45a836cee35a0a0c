/** Signs that code depends on concrete tools: options of a model call, prompts, comparisons, maps, approval. */
import { ts } from 'ts-morph';
import { plainWordToolkits, toolkitOfTool } from '../../sdk/toolkits.js';
import type { ExpressionFacts } from '../expressions.js';
import { isMember, memberName, propertyName, unwrap, walk } from '../nodes.js';
import { declaredValue } from '../values.js';
import type { Given } from './flow.js';
import { isLogged, namedFunctionAround, type Sign } from './shapes.js';

/** Choices of a tool that name none (OpenAI, Anthropic, Google, AI SDK, LangChain). */
const OPEN_CHOICES: ReadonlySet<string> = new Set([
  'auto',
  'none',
  'required',
  'any',
  'AUTO',
  'ANY',
  'NONE',
  'VALIDATED',
]);
const CHOICE_KEYS: ReadonlySet<string> = new Set(['toolChoice', 'tool_choice', 'toolConfig', 'tool_config']);
const NAMING_KEYS: ReadonlyMap<string, string> = new Map([
  ['activeTools', 'activeTools names tools'],
  ['experimental_activeTools', 'experimental_activeTools names tools'],
  ['prepareStep', 'prepareStep chooses tools for each step'],
  ['experimental_prepareStep', 'experimental_prepareStep chooses tools for each step'],
  ['toolUseBehavior', 'toolUseBehavior stops at certain tools'],
]);
const APPROVAL =
  /^(needs|requires?|tool|pending|request|await|is)?Approv(al|e|ed|als)?(Required|Needed|Tools|Queue|List)?$|^humanInTheLoop$|^interruptBefore$/i;
const SLUG = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g;
const WHOLE_SLUG = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
/** Names of settings that look like tool slugs. */
const SETTING = /_(API_KEY|KEY|TOKEN|SECRET|ID|URL|URI|CONFIG|CONFIG_ID|VERSION|ENABLED)$/;

/** Signs in the options of the calls that get the tools. */
export function optionSigns(given: readonly Given[], facts: ExpressionFacts): Sign[] {
  const signs: Sign[] = [];
  for (const { call, options } of given) {
    const own = [...(call.arguments ?? [])];
    for (const part of options && !isWithin(options, call) ? [...own, options] : own) {
      walk(part, (node) => {
        if (ts.isFunctionLike(node) && !ts.isMethodDeclaration(node)) return false;
        if (ts.isCallExpression(node) && node.expression.getText() === 'hasToolCall')
          signs.push({ node: node, what: 'hasToolCall waits for a certain tool' });
        if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node) && !ts.isMethodDeclaration(node))
          return true;
        const key = propertyName(node.name);
        const named = key === undefined ? undefined : NAMING_KEYS.get(key);
        const value = ts.isPropertyAssignment(node) ? node.initializer : node.name;
        if (named) signs.push({ node: node, what: named, ...slugsWritten(value, key) });
        if (key !== undefined && CHOICE_KEYS.has(key) && !ts.isMethodDeclaration(node)) {
          if (!isOpenChoice(value as ts.Expression, facts))
            signs.push({ node: node, what: `${key} names a tool`, ...slugsWritten(value, key) });
        }
        return !ts.isMethodDeclaration(node);
      });
    }
  }
  return signs;
}

/** The tools that a choice names, when it writes all of them out: `'GITHUB_X'`, `['GITHUB_X']`, `{ toolName: 'GITHUB_X' }`. */
function slugsWritten(value: ts.Node, key: string | undefined): Pick<Sign, 'slugs'> {
  if (key === undefined || !(CHOICE_KEYS.has(key) || /activeTools$/i.test(key))) return {};
  const slugs: string[] = [];
  let others = false;
  walk(unwrap(value), (node) => {
    if (ts.isStringLiteralLike(node)) {
      if (WHOLE_SLUG.test(node.text)) slugs.push(node.text);
      else if (!KINDS_OF_CHOICE.has(node.text)) others = true;
    } else if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) return true;
    else if (ts.isPropertyAssignment(node)) {
      const name = propertyName(node.name);
      if (name === undefined || !CHOICE_PARTS.has(name)) others = true;
    } else if (!(ts.isIdentifier(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node))
      others = true;
    return true;
  });
  return others || slugs.length === 0 ? {} : { slugs };
}

/** What stands beside the name in the choice of one tool (OpenAI, Anthropic, AI SDK). */
const KINDS_OF_CHOICE: ReadonlySet<string> = new Set(['tool', 'function']);
const CHOICE_PARTS: ReadonlySet<string> = new Set(['type', 'name', 'toolName', 'function']);

function isOpenChoice(node: ts.Expression, facts: ExpressionFacts): boolean {
  const literals = facts.literals(node);
  if (literals) return literals.every((one) => OPEN_CHOICES.has(one));
  const target = unwrap(node);
  if (ts.isIdentifier(target) && target.text === 'undefined') return true;
  if (ts.isConditionalExpression(target))
    return isOpenChoice(target.whenTrue, facts) && isOpenChoice(target.whenFalse, facts);
  if (!ts.isObjectLiteralExpression(target)) return false;
  // Anthropic's { type: 'auto' }, Google's { functionCallingConfig: { mode: 'AUTO' } }.
  return target.properties.every((property) => {
    const key = property.name && propertyName(property.name);
    if (!ts.isPropertyAssignment(property)) return false;
    if (key === 'type' || key === 'mode') return isOpenChoice(property.initializer, facts);
    if (key === 'functionCallingConfig' || key === 'function_calling_config')
      return isOpenChoice(property.initializer, facts);
    return key === 'disable_parallel_tool_use' || key === 'disableParallelToolUse';
  });
}

/** Which strings are slugs of the tools in question. */
export interface Speaks {
  (slug: string): boolean;
}

/** @param toolkits the toolkits of the filter where they are proven; null: any known toolkit counts. */
export function speaksOf(toolkits: readonly string[] | null): Speaks {
  const prefixes = toolkits?.map((toolkit) => `${toolkit.toUpperCase()}_`);
  return (slug) => {
    if (SETTING.test(slug)) return false;
    if (prefixes) return prefixes.some((prefix) => slug.startsWith(prefix));
    const { toolkit } = toolkitOfTool(slug);
    return toolkit !== null && !plainWordToolkits.has(toolkit);
  };
}

/** Prompts beside the tools that name one: texts in the functions that hold or pass them, and texts these read. */
export function promptSigns(
  call: ts.CallExpression,
  given: readonly Given[],
  speaks: Speaks,
  facts: ExpressionFacts,
): Sign[] {
  const places = new Set([call, ...given.map((one) => one.call)].map((one) => namedFunctionAround(one)));
  const files = new Set([...places].map((place) => place.getSourceFile()));
  const inPlaces = [...files].flatMap((file) =>
    mentionsIn(file).texts.filter((one) => {
      if (isWithin(one.node, call)) return false;
      if (one.atTop) return places.has(file) && given.length > 0;
      return [...places].some((place) => !ts.isSourceFile(place) && isWithin(one.node, place));
    }),
  );
  const signs = inPlaces.flatMap((one) => promptSign(one, one.node, speaks));
  for (const place of places) {
    if (ts.isSourceFile(place)) continue;
    for (const [name, value] of textsReadIn(place, facts)) {
      for (const one of mentionsIn(value.getSourceFile()).texts)
        if (isWithin(one.node, value)) signs.push(...promptSign(one, name, speaks));
    }
  }
  return signs;
}

function promptSign(mention: Mention, at: ts.Node, speaks: Speaks): Sign[] {
  const slugs = mention.slugs.filter((one) => speaks(one));
  return slugs.length === 0 ? [] : [{ node: at, what: `a prompt names the tool ${slugs[0]}`, slugs }];
}

const textsRead = new WeakMap<ts.Node, [name: ts.Identifier, value: ts.Expression][]>();

/** Constants from elsewhere that a function reads, and that may hold a text. */
function textsReadIn(place: ts.Node, facts: ExpressionFacts): [name: ts.Identifier, value: ts.Expression][] {
  const known = textsRead.get(place);
  if (known) return known;
  const found = new Map<ts.Expression, ts.Identifier>();
  walk(place, (node) => {
    if (!ts.isIdentifier(node) || (isMember(node.parent) && node.parent.expression !== node)) return;
    const value = declaredValue(node, facts);
    if (value && !isWithin(value, place) && !ts.isFunctionLike(unwrap(value)) && !found.has(value))
      found.set(value, node);
  });
  const list = [...found].map(([value, name]): [ts.Identifier, ts.Expression] => [name, value]);
  textsRead.set(place, list);
  return list;
}

/** Comparisons, cases, and keys of objects that are slugs: code for certain tools, where the tools are fetched or given. */
export function keyedSigns(call: ts.CallExpression, given: readonly Given[], speaks: Speaks): Sign[] {
  return [...new Set([call, ...given.map((one) => one.call)].map((one) => one.getSourceFile()))]
    .flatMap((file) => mentionsIn(file).keyed)
    .filter((one) => one.slugs.some((slug) => speaks(slug)) && !isWithin(one.node, call))
    .map((one) => ({ node: one.node, what: one.what }));
}

interface Mention {
  node: ts.Node;
  slugs: string[];
  what: string;
  /** At the top of the module, not in a function. */
  atTop: boolean;
}

const mentions = new WeakMap<ts.SourceFile, { texts: Mention[]; keyed: Mention[] }>();

/** Every place of a file that says something like a tool slug; looked for once. */
function mentionsIn(file: ts.SourceFile): { texts: Mention[]; keyed: Mention[] } {
  const known = mentions.get(file);
  if (known) return known;
  const found: { texts: Mention[]; keyed: Mention[] } = { texts: [], keyed: [] };
  walk(file, (node) => {
    if ((ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node)) && ts.isObjectLiteralExpression(node.parent)) {
      const key = propertyName(node.name);
      if (key !== undefined && WHOLE_SLUG.test(key) && !isNamedLikeItself(node, key))
        found.keyed.push({ node, slugs: [key], what: `something is kept by tool name (${key})`, atTop: false });
    }
    if (!isTextPart(node)) return;
    const slug = node.text.replace(/^tool-/, '');
    if (WHOLE_SLUG.test(slug)) {
      const { parent } = node;
      const isCompared = ts.isBinaryExpression(parent) && /^[!=]==?$/.test(parent.operatorToken.getText());
      if (isCompared || ts.isCaseClause(parent))
        found.keyed.push({ node, slugs: [slug], what: `code is meant for the tool ${slug}`, atTop: false });
      return;
    }
    const slugs = /\s/.test(node.text.trim()) ? (node.text.match(SLUG) ?? []) : [];
    if (slugs.length > 0 && !isLogged(node))
      found.texts.push({ node, slugs, what: '', atTop: ts.isSourceFile(namedFunctionAround(node)) });
  });
  mentions.set(file, found);
  return found;
}

/** `GMAIL_SEND_EMAIL: 'GMAIL_SEND_EMAIL'`: a list of slugs, not something kept for a tool. */
function isNamedLikeItself(property: ts.PropertyAssignment | ts.MethodDeclaration, key: string): boolean {
  if (!ts.isPropertyAssignment(property)) return false;
  const value = unwrap(property.initializer);
  return ts.isStringLiteralLike(value) && (value.text === key || WHOLE_SLUG.test(value.text));
}

/** Code that asks for approval in a function that passes the tools on. */
export function approvalSigns(given: readonly Given[]): Sign[] {
  for (const place of new Set(given.map((one) => namedFunctionAround(one.call)))) {
    if (ts.isSourceFile(place)) continue;
    let sign: Sign | null = null;
    walk(place, (node) => {
      const name = ts.isIdentifier(node) ? node.text : undefined;
      if (name !== undefined && APPROVAL.test(name) && !isTypeName(node))
        sign ??= { node: node, what: `tool calls need approval (${name})` };
    });
    if (sign) return [sign];
  }
  return [];
}

function isTypeName(node: ts.Node): boolean {
  for (let current = node.parent; current; current = current.parent) if (ts.isTypeNode(current)) return true;
  return false;
}

type TextPart = ts.StringLiteralLike | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail;

function isTextPart(node: ts.Node): node is TextPart {
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return node.getSourceFile() === outer.getSourceFile() && node.pos >= outer.pos && node.end <= outer.end;
}

/** A name by which a tool call says which tool it wants: `toolCall.function.name`, `block.name`, `part.toolName`. */
export function isToolCallName(node: ts.Expression, facts: ExpressionFacts): boolean {
  const target = unwrap(node) as ts.Expression;
  if (isMember(target)) return /^(name|toolName|tool_name)$/.test(memberName(target) ?? '');
  if (!ts.isIdentifier(target)) return false;
  const declared = declaredValue(target, facts);
  if (declared) return isToolCallName(declared, facts);
  const declaration = facts.bindings.symbolOf(target)?.declarations?.[0];
  return (
    !!declaration &&
    ts.isBindingElement(declaration) &&
    /^(name|toolName)$/.test((declaration.propertyName ?? declaration.name).getText())
  );
}
