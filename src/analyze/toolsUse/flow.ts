/**
 * Follows a list of tools to its last reader, across the files of the program: variables, fields, parameters, return
 * values, objects and containers on the way. What cannot be followed is an escape, in words; nothing is passed over.
 */
import { ts } from 'ts-morph';
import type { ModelCall } from '../../sdk/modelCalls.js';
import type { ExpressionFacts } from '../expressions.js';
import { isFunction, isMember, isWriteTarget, propertyName, unwrap, wrapped } from '../nodes.js';
import { isExported } from './exported.js';
import { A_TOOL, behind, ENTRY, isItems, ITEM, keyOf, partOf, RESULT, THE_LIST, within, type Held } from './held.js';
import type { Sign } from './shapes.js';
import { use } from './uses.js';

export interface ToolsFlow {
  /** Code that reads the list, or one of its tools. */
  reads: Sign[];
  /** Log lines that say something of the list: a reading where nothing else gets it. */
  logged: Sign[];
  /** Tools that are taken from the list under a name that the code writes. */
  lookups: Sign[];
  /** Calls that are given the tools: models, agents, functions. */
  given: Given[];
  /** Places where the tools come together with other things. */
  merges: Merge[];
  /** Ways that could not be followed to their end. */
  escapes: Set<string>;
}

export interface Given {
  call: ts.CallExpression | ts.NewExpression;
  /** The object literal that holds the tools, as the call is given it; null when they are an argument themselves. */
  options: ts.ObjectLiteralExpression | null;
  /** The row of the table, for a call that gives the tools to a model. */
  model: ModelCall | null;
}

export interface Merge {
  /** The literal or call that puts the lists together, or the declaration of the list that they are pushed into. */
  place: ts.Node;
  kind: 'list' | 'object';
  /** The element of a literal by which these tools get in. */
  element: ts.SpreadElement | ts.SpreadAssignment | null;
}

const MAX_STEPS = 4000;

/** @param call the `tools.get` call. */
export function followTools(call: ts.CallExpression, facts: ExpressionFacts): ToolsFlow {
  const way = new Way(facts);
  way.add(call, THE_LIST);
  return way.toItsEnd();
}

/** The state of following one list. */
export class Way {
  readonly flow: ToolsFlow = { reads: [], logged: [], lookups: [], given: [], merges: [], escapes: new Set() };
  private readonly seen = new Map<ts.Node, Set<string>>();
  private readonly seenSymbols = new Map<ts.Symbol, Set<string>>();
  private readonly queue: { node: ts.Expression; held: Held }[] = [];

  constructor(readonly facts: ExpressionFacts) {}

  toItsEnd(): ToolsFlow {
    for (let step = 0; this.queue.length > 0; step++) {
      if (step === MAX_STEPS) {
        this.escape('handed on too often to be followed');
        break;
      }
      const { node, held } = this.queue.shift()!;
      use(node, held, this);
    }
    return this.flow;
  }

  /** The expression holds it. */
  add(node: ts.Node, held: Held): void {
    // A container in itself, again and again.
    if (held.path.length > 8) return this.escape('kept too deep in other values to be followed');
    if (isNew(this.seen, node, keyOf(held))) this.queue.push({ node: node as ts.Expression, held });
  }

  read(node: ts.Node, what: string): void {
    this.flow.reads.push({ node: node, what });
  }

  log(node: ts.Node): void {
    this.flow.logged.push({ node, what: 'the tools are logged' });
  }

  lookup(node: ts.Node, name: string): void {
    this.flow.lookups.push({ node: node, what: `${name} is taken from the tools`, slugs: [name] });
  }

  escape(how: string): void {
    this.flow.escapes.add(how);
  }

  /** The list of a session has another order, and more tools in it. */
  escapeByPosition(text: string): void {
    this.escape(`tools are taken by position (${text})`);
  }

  /** A name, or a pattern, is bound to what holds it. */
  bind(name: ts.BindingName, held: Held): void {
    if (ts.isIdentifier(name)) return this.addBinding(name, held);
    if (ts.isArrayBindingPattern(name)) return this.bindItems(name, held);
    const isWhole = held.path.length === 0;
    for (const element of name.elements) {
      if (element.dotDotDotToken) {
        this.bind(element.name, held);
        continue;
      }
      const key = propertyName((element.propertyName ?? element.name) as ts.PropertyName);
      if (isWhole) this.bindMember(element, key, held);
      else {
        const part = partOf(held, key);
        if (part) this.bind(element.name, part);
      }
    }
  }

  private bindMember(element: ts.BindingElement, key: string | undefined, held: Held): void {
    if (held.kind === 'list' && key !== undefined) return this.lookup(element, key);
    this.read(element, held.kind === 'list' ? 'the tools are read by key' : `${key ?? 'a part'} of a tool is read`);
    if (!isText(key)) this.bind(element.name, A_TOOL);
  }

  private bindItems(name: ts.ArrayBindingPattern, held: Held): void {
    for (const [index, element] of name.elements.entries()) {
      if (!ts.isBindingElement(element)) continue;
      if (held.path.length === 0) {
        this.escapeByPosition(name.getText().replace(/\s+/g, ' ').slice(0, 40));
        this.bind(element.name, element.dotDotDotToken ? held : A_TOOL);
      } else if (element.dotDotDotToken) this.bind(element.name, held);
      else {
        const part = partOf(held, String(index));
        if (part) this.bind(element.name, part);
      }
    }
  }

  private addBinding(name: ts.Identifier, held: Held): void {
    const symbol = this.facts.bindings.symbolOf(name);
    if (symbol) this.addSymbol(symbol, held, name.getSourceFile());
    else this.escape(`kept in ${name.text}`);
  }

  /** Every reading of a binding, of a property of a class or of a function that holds it. */
  addSymbol(symbol: ts.Symbol, held: Held, home: ts.SourceFile): void {
    if (!isNew(this.seenSymbols, symbol, keyOf(held))) return;
    const isMemberOfClass = symbol.declarations?.some((one) => ts.isClassLike(one.parent)) ?? false;
    const isOpen = isMemberOfClass ? !isPrivate(symbol) : isExported(symbol);
    const { program, bindings } = this.facts;
    if (isOpen && program.hasUnseenCallers(home)) this.escape(`exported as ${symbol.name}`);
    const files = isOpen || isMemberOfClass ? program.sources : [home];
    let uses = 0;
    for (const file of files) {
      for (const reference of bindings.referencesTo(symbol, file)) {
        if (isDeclarationOf(symbol, reference) || isImportOrExport(reference)) continue;
        const { parent } = reference;
        const isName = isMember(parent) && parent.expression !== reference;
        const place = isName ? parent : reference;
        if (isWriteTarget(place)) continue;
        uses++;
        this.add(place, held);
      }
    }
    if (isMemberOfClass && isOpen && bindings.hasUnknownMembers(symbol.name, program.sources))
      this.escape(`kept in ${symbol.name}, which values of unknown type have too`);
    if (uses === 0 && held.path[0] === RESULT) this.escape(`returned from ${symbol.name}, which nothing seen calls`);
    else if (uses === 0 && isExported(symbol)) this.escape(`exported as ${symbol.name}`);
  }

  /** Something is put where an expression says: a variable, a field, a key of either. */
  store(target: ts.Node, held: Held): void {
    const name = unwrap(target);
    if (ts.isIdentifier(name)) {
      const symbol = this.facts.bindings.symbolOf(name);
      const declaration = symbol?.declarations?.[0];
      const isInside = held.path.length > 0 || held.kind === 'tool';
      const isOfOthers =
        !declaration || ts.isParameter(declaration) || declaration.getSourceFile() !== name.getSourceFile();
      if (!symbol || (isInside && isOfOthers)) return this.escape(`put into ${name.text}`);
      return this.addSymbol(symbol, held, name.getSourceFile());
    }
    if (!isMember(name)) return this.escape(`stored in ${name.getText().slice(0, 40)}`);
    if (ts.isPropertyAccessExpression(name) && name.expression.kind === ts.SyntaxKind.ThisKeyword) {
      const symbol = this.facts.bindings.symbolOf(name.name);
      if (!symbol) return this.escape(`kept in this.${name.name.text}`);
      return this.addSymbol(symbol, held, name.getSourceFile());
    }
    const key = ts.isPropertyAccessExpression(name)
      ? name.name.text
      : ts.isStringLiteralLike(name.argumentExpression)
        ? name.argumentExpression.text
        : ITEM;
    this.store(name.expression, within(key, held));
  }

  /** The value of a function: what every call of it gives. */
  returned(place: ts.Node, held: Held): void {
    let around: ts.Node = place;
    while (!isFunction(around)) {
      if (!around.parent) return;
      around = around.parent;
    }
    const result = within(RESULT, held);
    if (ts.isArrowFunction(around) || ts.isFunctionExpression(around)) return this.add(around, result);
    if (ts.isObjectLiteralExpression(around.parent)) {
      const name = propertyName(around.name);
      const isGetter = ts.isGetAccessor(around);
      return name === undefined
        ? this.escape('returned')
        : this.add(around.parent, within(name, isGetter ? held : result));
    }
    if (ts.isConstructorDeclaration(around) || !around.name) return this.escape('returned');
    const symbol = this.facts.bindings.symbolOf(around.name);
    if (!symbol) return this.escape(`returned from ${around.name.getText()}`);
    if (isHeritage(around)) this.escape(`returned from ${symbol.name}, which its class has from another`);
    this.addSymbol(symbol, ts.isGetAccessor(around) ? held : result, around.getSourceFile());
  }

  /** @returns a function of the project that the call runs; undefined where its source is not seen */
  functionCalled(call: ts.CallExpression | ts.NewExpression): ts.FunctionLikeDeclaration | undefined {
    const callee = unwrap(call.expression);
    const symbol = this.facts.bindings.symbolOf(ts.isPropertyAccessExpression(callee) ? callee.name : callee);
    const [declaration, another] = symbol?.declarations ?? [];
    if (!declaration || another || this.facts.program.isSdk(declaration.getSourceFile())) return undefined;
    if (ts.isNewExpression(call)) return ts.isClassLike(declaration) ? constructorOf(declaration) : undefined;
    if (isFunction(declaration)) return declaration.body ? declaration : undefined;
    const holds = ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration);
    const value = holds && declaration.initializer ? unwrap(declaration.initializer) : undefined;
    const isSure = symbol && this.facts.bindings.writesTo(symbol).length === 0;
    return value && isFunction(value) && isSure ? value : undefined;
  }

  /** The items of something that holds several, one by one. */
  bindItem(name: ts.BindingName, held: Held, place: ts.Node, what: string): void {
    if (held.path.length === 0) {
      if (held.kind === 'list') this.read(place, what);
      this.bind(name, A_TOOL);
    } else if (isItems(held)) this.bind(name, behind(held));
    else if (held.path[0] === ENTRY) this.bind(name, within('1', behind(held)));
  }
}

const TEXTS: ReadonlySet<string> = new Set([
  ...['name', 'slug', 'toolSlug', 'toolName', 'description', 'displayName', 'tags', 'logo', 'version', 'type', 'id'],
]);

/** A member of a tool that is a text about it, or a list of texts: what becomes of it gives nobody a tool. */
export function isText(key: string | undefined): boolean {
  return key !== undefined && TEXTS.has(key);
}

function isNew<Key>(seen: Map<Key, Set<string>>, key: Key, what: string): boolean {
  const known = seen.get(key);
  if (!known) seen.set(key, new Set([what]));
  else if (known.has(what)) return false;
  else known.add(what);
  return true;
}

function isPrivate(symbol: ts.Symbol): boolean {
  return !!symbol.declarations?.every((one) => {
    const name = ts.getNameOfDeclaration(one);
    return (
      (ts.getCombinedModifierFlags(one) & ts.ModifierFlags.Private) !== 0 || (name && ts.isPrivateIdentifier(name))
    );
  });
}

function isDeclarationOf(symbol: ts.Symbol, reference: ts.Node): boolean {
  return !!symbol.declarations?.some((one) => ts.getNameOfDeclaration(one) === reference);
}

function isImportOrExport(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isImportSpecifier(parent) ||
    ts.isImportClause(parent) ||
    ts.isNamespaceImport(parent) ||
    ts.isExportSpecifier(parent) ||
    (ts.isExportAssignment(wrapped(node).parent) && ts.isIdentifier(node)) ||
    ts.isTypeQueryNode(parent) ||
    ts.isTypeNode(parent)
  );
}

function constructorOf(owner: ts.ClassLikeDeclaration): ts.FunctionLikeDeclaration | undefined {
  return owner.members.find((one): one is ts.ConstructorDeclaration => ts.isConstructorDeclaration(one) && !!one.body);
}

/** A method that others may call by an interface or a base class. */
function isHeritage(method: ts.Node): boolean {
  const owner = method.parent;
  return ts.isClassLike(owner) && !!owner.heritageClauses?.length;
}
