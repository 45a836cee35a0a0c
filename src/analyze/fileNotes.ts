/** Direct code that is no call: in types, hand-written interfaces, mocks, template literals; and old SDK code. */
import { ts } from 'ts-morph';
import { DIRECT_METHODS } from '../sdk/apis.js';
import type { NoteCode } from '../findings/codes.js';
import type { ExpressionFacts } from './expressions.js';
import { lineOf, propertyName, walk } from './nodes.js';

export interface FileNote {
  line: number;
  code: NoteCode;
  message: string;
}

const DIRECT_TEXT =
  /\.\s*(tools\s*\.\s*(?:get|execute)|connectedAccounts\s*\.\s*(?:link|initiate)|toolkits\s*\.\s*authorize|provider\s*\.\s*(?:handleToolCalls|executeToolCall))\s*\(/g;
const MOCKERS: ReadonlySet<string> = new Set(['vi', 'jest']);
const MOCK_METHODS: ReadonlySet<string> = new Set(['mock', 'doMock', 'unstable_mockModule', 'mocked']);

export function fileNotes(file: ts.SourceFile, facts: ExpressionFacts): FileNote[] {
  const notes: FileNote[] = [];
  const add = (node: ts.Node, code: NoteCode, message: string): void => {
    notes.push({ line: lineOf(node), code, message });
  };
  walk(file, (node) => {
    if (ts.isTypeQueryNode(node)) {
      const api = directName(node.exprName);
      if (api)
        add(
          node,
          'direct-type',
          `a type is taken from ${api}: it describes the direct call's result, not the session's`,
        );
    }
    if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node)) {
      const spaces = handWrittenSpaces(node);
      if (spaces.length > 0 && !isInsideHandWritten(node))
        add(node, 'client-interface', `a hand-written type of the client (${spaces.join(', ')}) has no sessions`);
    }
    if (ts.isCallExpression(node)) {
      const mocked = mockedModule(node);
      if (mocked) add(node, 'client-mock', `a test replaces ${mocked}: its stand-in has direct calls only`);
      const spied = spiedMethod(node, facts);
      if (spied) add(node, 'client-mock', `a test replaces ${spied}`);
    }
    if (ts.isTemplateLiteralToken(node) || ts.isStringLiteral(node)) {
      for (const match of node.text.matchAll(DIRECT_TEXT)) {
        if (!/composio|client/i.test(node.text)) break;
        const before = node.getText().indexOf(match[0]);
        const line = lineOf(node) + node.getText().slice(0, Math.max(0, before)).split('\n').length - 1;
        const what = (match[1] ?? '').replace(/\s+/g, '');
        notes.push({ line, code: 'direct-code-in-template', message: `a string holds a direct call (${what})` });
      }
    }
  });
  return notes;
}

/** `tools.get` for `client.tools.get` in a type position; undefined for any other name. */
function directName(name: ts.EntityName): string | undefined {
  if (!ts.isQualifiedName(name) || !ts.isQualifiedName(name.left)) return undefined;
  const space = name.left.right.text;
  const method = name.right.text;
  return DIRECT_METHODS.get(space)?.has(method) ? `${space}.${method}` : undefined;
}

/** Direct methods that an interface or type literal spells out: `tools: { execute(…): … }`. */
function handWrittenSpaces(node: ts.InterfaceDeclaration | ts.TypeLiteralNode): string[] {
  const found: string[] = [];
  for (const member of node.members) {
    const space = propertyName(member.name);
    const methods = space === undefined ? undefined : DIRECT_METHODS.get(space);
    if (!methods || !ts.isPropertySignature(member) || !member.type || !ts.isTypeLiteralNode(member.type)) continue;
    for (const inner of member.type.members) {
      const method = propertyName(inner.name);
      if (method !== undefined && methods.has(method)) found.push(`${space}.${method}`);
    }
  }
  return found;
}

function isInsideHandWritten(node: ts.Node): boolean {
  for (let outer = node.parent; outer; outer = outer.parent) {
    if ((ts.isInterfaceDeclaration(outer) || ts.isTypeLiteralNode(outer)) && handWrittenSpaces(outer).length > 0)
      return true;
  }
  return false;
}

function mockedModule(call: ts.CallExpression): string | undefined {
  if (!ts.isPropertyAccessExpression(call.expression) || !ts.isIdentifier(call.expression.expression)) return undefined;
  if (!MOCKERS.has(call.expression.expression.text) || !MOCK_METHODS.has(call.expression.name.text)) return undefined;
  const [module] = call.arguments;
  const name = module && ts.isStringLiteralLike(module) ? module.text : undefined;
  return name?.startsWith('@composio/') ? name : undefined;
}

function spiedMethod(call: ts.CallExpression, facts: ExpressionFacts): string | undefined {
  if (!ts.isPropertyAccessExpression(call.expression) || !/^(spyOn|replaceProperty)$/.test(call.expression.name.text))
    return undefined;
  const [object, method] = call.arguments;
  if (!object || !method || !ts.isPropertyAccessExpression(object) || !ts.isStringLiteralLike(method)) return undefined;
  const isDirect = DIRECT_METHODS.get(object.name.text)?.has(method.text);
  const declared = facts.bindings.symbolOf(object.name)?.declarations?.[0]?.getSourceFile();
  return isDirect && (!declared || facts.program.isSdk(declared)) ? `${object.name.text}.${method.text}` : undefined;
}
