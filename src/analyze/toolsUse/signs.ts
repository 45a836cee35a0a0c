/** Signs that code depends on concrete tools: options of a model call, prompts, comparisons, maps, approval. */
import { ts } from 'ts-morph';
import { toolkitOfTool } from '../../sdk/toolkits.js';
import type { ExpressionFacts } from '../expressions.js';
import { isMember, lineOf, memberName, propertyName, unwrap, walk } from '../nodes.js';
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
/** Names of settings that look like tool slugs. */
const SETTING = /_(API_KEY|KEY|TOKEN|SECRET|ID|URL|URI|CONFIG|CONFIG_ID|VERSION|ENABLED)$/;

/** Signs in the options of the calls that get the tools. */
export function optionSigns(given: readonly Given[], facts: ExpressionFacts): Sign[] {
  const signs: Sign[] = [];
  for (const { call } of given) {
    for (const argument of call.arguments ?? []) {
      walk(argument, (node) => {
        if (ts.isFunctionLike(node)) return false;
        if (ts.isCallExpression(node) && node.expression.getText() === 'hasToolCall')
          signs.push({ line: lineOf(node), what: 'hasToolCall waits for a certain tool' });
        if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node) && !ts.isMethodDeclaration(node))
          return true;
        const key = propertyName(node.name);
        const named = key === undefined ? undefined : NAMING_KEYS.get(key);
        if (named) signs.push({ line: lineOf(node), what: named });
        if (key !== undefined && CHOICE_KEYS.has(key) && !ts.isMethodDeclaration(node)) {
          const value = ts.isPropertyAssignment(node) ? node.initializer : node.name;
          if (!isOpenChoice(value, facts)) signs.push({ line: lineOf(node), what: `${key} names a tool` });
        }
        return true;
      });
    }
  }
  return signs;
}

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
    return prefixes ? prefixes.some((prefix) => slug.startsWith(prefix)) : toolkitOfTool(slug).toolkit !== null;
  };
}

/** Prompts beside the tools that name one: texts in the functions that hold or pass them, and texts these read. */
export function promptSigns(
  call: ts.CallExpression,
  given: readonly Given[],
  speaks: Speaks,
  facts: ExpressionFacts,
): Sign[] {
  const signs: Sign[] = [];
  const places = new Set([call, ...given.map((one) => one.call)].map((one) => namedFunctionAround(one)));
  const read = new Set<ts.Node>();
  const inspect = (node: ts.Node, at: ts.Node): void => {
    if (isTextPart(node)) {
      const slug = slugInText(node.text, speaks);
      if (slug && !isLogged(node) && !isWithin(node, call))
        signs.push({ line: lineOf(at), what: `a prompt names the tool ${slug}` });
    }
  };
  for (const place of places) {
    if (ts.isSourceFile(place)) continue;
    walk(place, (node) => {
      inspect(node, node);
      const value = ts.isIdentifier(node) && !isMember(node.parent) ? declaredValue(node, facts) : undefined;
      if (value && !read.has(value) && !isWithin(value, place)) {
        read.add(value);
        walk(value, (part) => (ts.isFunctionLike(part) ? false : inspect(part, node)));
      }
    });
  }
  if (places.has(call.getSourceFile())) {
    for (const one of given) walk(one.call, (node) => inspect(node, node));
    for (const statement of call.getSourceFile().statements)
      if (ts.isVariableStatement(statement))
        walk(statement, (node) => (ts.isFunctionLike(node) ? false : inspect(node, node)));
  }
  return signs;
}

/** Comparisons, cases, and keys of objects that are slugs: code for certain tools. */
export function keyedSigns(file: ts.SourceFile, call: ts.CallExpression, speaks: Speaks): Sign[] {
  const signs: Sign[] = [];
  walk(file, (node) => {
    if (node === call) return false;
    if (ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node)) {
      const key = propertyName(node.name);
      if (key !== undefined && isSlug(key, speaks) && ts.isObjectLiteralExpression(node.parent))
        signs.push({ line: lineOf(node), what: `something is kept by tool name (${key})` });
    }
    if (!ts.isStringLiteralLike(node)) return true;
    const slug = node.text.replace(/^tool-/, '');
    if (!isSlug(slug, speaks)) return true;
    const { parent } = node;
    const isCompared = ts.isBinaryExpression(parent) && /^[!=]==?$/.test(parent.operatorToken.getText());
    if (isCompared || ts.isCaseClause(parent))
      signs.push({ line: lineOf(node), what: `code is meant for the tool ${slug}` });
    return true;
  });
  return signs;
}

/** Code that asks for approval in a function that passes the tools on. */
export function approvalSigns(given: readonly Given[]): Sign[] {
  for (const place of new Set(given.map((one) => namedFunctionAround(one.call)))) {
    if (ts.isSourceFile(place)) continue;
    let sign: Sign | null = null;
    walk(place, (node) => {
      const name = ts.isIdentifier(node) ? node.text : undefined;
      if (name !== undefined && APPROVAL.test(name) && !isTypeName(node))
        sign ??= { line: lineOf(node), what: `tool calls need approval (${name})` };
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

function isSlug(text: string, speaks: Speaks): boolean {
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text) && speaks(text);
}

/** The first slug in a text that says more than the slug. */
function slugInText(text: string, speaks: Speaks): string | undefined {
  if (!/\s/.test(text.trim())) return undefined;
  return text.match(SLUG)?.find((slug) => speaks(slug));
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
