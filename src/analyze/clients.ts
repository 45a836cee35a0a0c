/**
 * Who is a Composio client: by type where types resolve, by following the value where they do not, by its name
 * (`composio…`) where neither says. A local class, a Map or an interface that only shares names is none.
 */
import { ts } from 'ts-morph';
import type { ClientFact, ConstructionFact } from './facts.js';
import type { ExpressionFacts } from './expressions.js';
import { createTracer, functionsCalled } from './trace.js';
import { isMember, memberName, propertyName, propertyValue, unwrap, unwrapAwait } from './nodes.js';
import { declaredValue } from './values.js';

export const SDK_PACKAGE = '@composio/core';

export interface Clients {
  /** The value is a client for certain (by type or by following it). */
  isClient(node: ts.Expression): boolean;
  /** The client is proven, or bears the name of one; null when it is not one. */
  recognise(node: ts.Expression): ClientFact | null;
  /** `new Composio(…)` of the SDK. */
  isConstruction(node: ts.Node): node is ts.NewExpression;
  constructionFact(node: ts.NewExpression): ConstructionFact;
  /** Every construction that the value may come from; null when not all are known. */
  constructionsOf(node: ts.Expression): string[] | null;
  /** The type is a client's, or a promise of one. */
  isClientType(type: ts.Type): boolean;
}

const NAME_OF_A_CLIENT = /composio/i;

export function createClients(facts: ExpressionFacts): Clients {
  const { checker, program, bindings } = facts;
  const trace = createTracer(facts);

  const isSdkClass = (symbol: ts.Symbol | undefined): boolean =>
    symbol?.declarations?.some(
      (one) =>
        ts.isClassDeclaration(one) &&
        one.name?.text === 'Composio' &&
        program.isSdk(one.getSourceFile()) &&
        one.getSourceFile().fileName.includes(`/${SDK_PACKAGE}/`),
    ) ?? false;

  const isClientType = (type: ts.Type): boolean => {
    const plain = checker.getNonNullableType(checker.getAwaitedType(type) ?? type);
    if (isSdkClass(plain.getSymbol())) return true;
    if (plain.isUnion()) return plain.types.length > 0 && plain.types.every((part) => isClientType(part));
    if (plain.isIntersection()) return plain.types.some((part) => isClientType(part));
    const constraint = plain.flags & ts.TypeFlags.TypeParameter ? checker.getBaseConstraintOfType(plain) : undefined;
    if (constraint && constraint !== plain) return isClientType(constraint);
    return plain.isClass() ? (plain.getBaseTypes() ?? []).some((base) => isClientType(base)) : false;
  };

  const isConstruction = (node: ts.Node): node is ts.NewExpression => {
    if (!ts.isNewExpression(node)) return false;
    // A class that is declared in sight says it by itself; types are asked for only where none is.
    const callee = unwrapAwait(node.expression);
    const symbol = bindings.symbolOf(ts.isPropertyAccessExpression(callee) ? callee.name : callee);
    const declaration = symbol?.valueDeclaration;
    if (declaration && ts.isClassDeclaration(declaration)) {
      return (
        isSdkClass(symbol) ||
        (declaration.heritageClauses !== undefined && isClientType(checker.getTypeAtLocation(node)))
      );
    }
    if (declaration?.getSourceFile().isDeclarationFile && !program.isSdk(declaration.getSourceFile())) return false;
    return isClientType(checker.getTypeAtLocation(node)) || isSdkImport(callee as ts.Expression, 0);
  };

  /** `Composio` out of `require('@composio/core')` or `await import('@composio/core')`, where types do not say. */
  const isSdkImport = (callee: ts.Expression, depth: number): boolean => {
    if (depth > 4) return false;
    if (isMember(callee)) return memberName(callee) === 'Composio' && isSdkModule(callee.expression, depth + 1);
    if (!ts.isIdentifier(callee)) return false;
    const declaration = bindings.symbolOf(callee)?.declarations?.[0];
    if (!declaration) return false;
    if (ts.isBindingElement(declaration)) {
      const name = propertyName(
        declaration.propertyName ?? (ts.isIdentifier(declaration.name) ? declaration.name : undefined),
      );
      const holder = declaration.parent.parent;
      return (
        name === 'Composio' &&
        ts.isVariableDeclaration(holder) &&
        !!holder.initializer &&
        isSdkModule(holder.initializer, depth + 1)
      );
    }
    if (ts.isVariableDeclaration(declaration) && declaration.initializer) {
      return isSdkImport(unwrapAwait(declaration.initializer) as ts.Expression, depth + 1);
    }
    return false;
  };

  const isSdkModule = (node: ts.Expression, depth: number): boolean => {
    const target = unwrapAwait(node) as ts.Expression;
    if (ts.isCallExpression(target)) {
      const argument = target.arguments[0];
      const loads = target.expression.kind === ts.SyntaxKind.ImportKeyword || target.expression.getText() === 'require';
      if (loads && argument && ts.isStringLiteralLike(argument)) return argument.text === SDK_PACKAGE;
      return (
        functionsCalled(target, facts)?.some(
          (called) => called.body && !ts.isBlock(called.body) && isSdkModule(called.body, depth + 1),
        ) ?? false
      );
    }
    const declared = depth < 5 ? declaredValue(target, facts) : undefined;
    return declared ? isSdkModule(declared, depth + 1) : false;
  };

  const constructionsOf = (node: ts.Expression): string[] | null => {
    const { ends, open } = trace(node);
    if (open || ends.length === 0) return null;
    const ids: string[] = [];
    for (const end of ends) {
      if (isConstruction(end)) ids.push(constructionId(end));
      else return null;
    }
    return ids;
  };

  const constructionId = (node: ts.Node): string => `${program.pathOf(node.getSourceFile())}:${node.getStart()}`;

  const isClientValue = (node: ts.Expression): boolean => {
    const { ends } = trace(node);
    return ends.length > 0 && ends.every((end) => isConstruction(end) || isClientType(checker.getTypeAtLocation(end)));
  };

  const isUntyped = (node: ts.Expression): boolean => {
    const type = checker.getTypeAtLocation(node);
    return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
  };

  const proofOf = (node: ts.Expression): ClientFact['proof'] | null => {
    const target = unwrapAwait(node) as ts.Expression;
    if (isClientType(checker.getTypeAtLocation(node)) || isClientType(checker.getTypeAtLocation(target))) return 'type';
    if (isClientValue(node)) return 'value';
    return isUntyped(target) && NAME_OF_A_CLIENT.test(lastName(target)) ? 'name' : null;
  };

  const recognise = (node: ts.Expression): ClientFact | null => {
    const proof = proofOf(node);
    if (!proof) return null;
    const kept = withoutLooseCasts(node, proof);
    const constructions = constructionsOf(node);
    return {
      start: kept.getStart(),
      end: kept.getEnd(),
      text: clientText(kept),
      proof,
      evidence: evidenceFor(kept, proof, constructions),
      optional: false,
      expression: facts.describe(kept),
      constructions,
    };
  };

  const evidenceFor = (node: ts.Expression, proof: ClientFact['proof'], constructions: string[] | null): string => {
    const text = node.getText().replace(/\s+/g, ' ').slice(0, 60);
    const [first] = constructions ?? [];
    const made = first ? `, made in ${first.slice(0, first.lastIndexOf(':'))}` : '';
    if (proof === 'type') return `${text} is a Composio client by its type${made}`;
    if (proof === 'value') return `${text} is a Composio client: its value was followed${made}`;
    return `${text} has no type; it is taken for a Composio client by its name`;
  };

  return {
    isClient: (node) => ['type', 'value'].includes(proofOf(node) ?? ''),
    recognise,
    isConstruction,
    constructionsOf,
    isClientType,
    constructionFact(node) {
      const config = node.arguments?.[0] && configLiteral(node.arguments[0], facts);
      const provider = config && propertyValue(config, 'provider');
      return {
        id: constructionId(node),
        path: program.pathOf(node.getSourceFile()),
        start: node.getStart(),
        end: node.getEnd(),
        ...providerOf(node, config, provider),
        hasCustomTools: false,
        automaticFiles: automaticFilesOf(config, facts),
        versions: node.arguments?.length
          ? !config ||
            config.properties.some((one) => ts.isSpreadAssignment(one) || propertyName(one.name) === 'toolkitVersions')
          : false,
      };
    },
  };

  function providerOf(
    node: ts.NewExpression,
    config: ts.ObjectLiteralExpression | undefined,
    provider: ts.Expression | undefined,
  ): Pick<ConstructionFact, 'provider' | 'providerClass'> {
    if (!provider) {
      const unknown = node.arguments?.length && !config;
      return unknown ? { provider: null, providerClass: null } : { provider: SDK_PACKAGE, providerClass: null };
    }
    const { ends, open } = trace(provider);
    const made = ends.length === 1 && !open ? ends[0] : undefined;
    if (!made || !ts.isNewExpression(made)) return { provider: null, providerClass: null };
    const name = lastName(made.expression);
    return { provider: packageOfImport(made.expression) ?? packageOfType(made), providerClass: name };
  }

  function packageOfType(node: ts.Expression): string | null {
    const file = checker.getTypeAtLocation(node).getSymbol()?.declarations?.[0]?.getSourceFile();
    return /\/node_modules\/(@composio\/[\w-]+)\//.exec(file?.fileName ?? '')?.[1] ?? null;
  }

  function packageOfImport(callee: ts.Expression): string | null {
    const target = unwrap(callee);
    const name = isMember(target) ? unwrap(target.expression) : target;
    const local = ts.isIdentifier(name) ? checker.getSymbolAtLocation(name)?.declarations?.[0] : undefined;
    for (let node: ts.Node | undefined = local; node; node = node.parent) {
      if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
        return node.moduleSpecifier.text.startsWith('@composio/') ? node.moduleSpecifier.text : null;
      }
      if (ts.isVariableDeclaration(node) && node.initializer) {
        return /(?:require|import)\(\s*['"](@composio\/[\w-]+)['"]/.exec(node.initializer.getText())?.[1] ?? null;
      }
    }
    return null;
  }
}

/** The object literal that a constructor argument is, through constants; undefined when it cannot be seen. */
export function configLiteral(node: ts.Expression, facts: ExpressionFacts): ts.ObjectLiteralExpression | undefined {
  const target = unwrap(node) as ts.Expression;
  if (ts.isObjectLiteralExpression(target)) return target;
  const declared = declaredValue(target, facts);
  const literal = declared && unwrap(declared);
  return literal && ts.isObjectLiteralExpression(literal) ? literal : undefined;
}

function automaticFilesOf(config: ts.ObjectLiteralExpression | undefined, facts: ExpressionFacts): boolean | null {
  const [name, newName] = ['autoUploadDownloadFiles', 'dangerouslyAllowAutoUploadDownloadFiles'] as const;
  if (switchedOn(config, name, facts) || switchedOn(config, newName, facts)) return true;
  return config && propertyValue(config, name) ? false : null;
}

function switchedOn(config: ts.ObjectLiteralExpression | undefined, name: string, facts: ExpressionFacts): boolean {
  const value = config && propertyValue(config, name);
  if (!value) return false;
  const target = unwrap(declaredValue(value, facts) ?? value);
  return target.kind !== ts.SyntaxKind.FalseKeyword;
}

/** The name by which the code calls the value: of the variable, the member, or the function called. */
export function lastName(node: ts.Expression): string {
  const target = unwrapAwait(node);
  if (ts.isIdentifier(target)) return target.text;
  if (ts.isCallExpression(target)) return lastName(target.expression);
  if (isMember(target)) return memberName(target) ?? '';
  return '';
}

/** `(composio as any)` → `composio`, as long as what is inside is a client by itself. */
function withoutLooseCasts(node: ts.Expression, proof: ClientFact['proof']): ts.Expression {
  let current = node;
  for (;;) {
    const inner = ts.isParenthesizedExpression(current) ? current.expression : current;
    const isLoose =
      ts.isAsExpression(inner) && (inner.type.kind === ts.SyntaxKind.AnyKeyword || ts.isTypeReferenceNode(inner.type));
    const onlyParentheses = inner !== current && (ts.isIdentifier(inner) || isMember(inner));
    if (isLoose && (proof !== 'type' || inner.type.kind === ts.SyntaxKind.AnyKeyword)) current = inner.expression;
    else if (onlyParentheses) current = inner;
    else return current;
  }
}

/** Source of the client as it can stand before `.create(…)`. */
function clientText(node: ts.Expression): string {
  const text = node.getText();
  const plain =
    ts.isIdentifier(node) ||
    isMember(node) ||
    ts.isCallExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isNewExpression(node) ||
    node.kind === ts.SyntaxKind.ThisKeyword;
  return plain ? text : `(${text})`;
}
