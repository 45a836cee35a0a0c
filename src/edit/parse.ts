/**
 * One parser for every source file. `@babel/parser` reads all of today's syntax, but not with one set of options:
 * `<any>x` and JSX exclude each other, so do the two generations of decorators. A short chain of option sets is
 * tried in the order that fits the file's extension; the first that reads the file without an error wins.
 */
import {
  parse as parseBabel,
  type ParseError as BabelError,
  type ParserOptions,
  type ParserPlugin,
} from '@babel/parser';

export type ParsedFile = ReturnType<typeof parseBabel>;

/** A file that is not valid TypeScript or JavaScript. Lines and columns count from 1. */
export class ParseError extends Error {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
    this.name = 'ParseError';
  }
}

/**
 * Parses a file; the last ones are kept, so a tree is shared and nobody changes it. Offsets in the tree (`start`, `end`) are UTF-16 code units into `text`; `tokens` are kept.
 *
 * @param text without BOM
 * @param path decides by its extension what is tried first; without a known one, everything is tried
 * @throws ParseError for a syntax error, and for nesting that is too deep to read
 */
export function parse(text: string, path = ''): ParsedFile {
  const extension = extensionOf(path);
  const known = recent.find((one) => one.text === text && one.extension === extension);
  if (known) return known.file;
  const file = parseAnew(text, path);
  recent.unshift({ text, extension, file });
  recent.length = Math.min(recent.length, KEPT);
  return file;
}

/** A file before and after its edits is asked for by several steps, one after the other. */
const KEPT = 2;
const recent: { text: string; extension: string; file: ParsedFile }[] = [];

function parseAnew(text: string, path: string): ParsedFile {
  let failure: Failure | undefined;
  for (const attempt of attemptsFor(path)) {
    const result = tryParse(text, attempt);
    if (!('offset' in result)) return result;
    if (result.tooDeep) throw new ParseError('the code is nested too deeply to be read', 1, 1);
    if (!failure || result.offset > failure.offset) failure = result;
  }
  throw new ParseError(failure?.message ?? 'the file cannot be parsed', failure?.line ?? 1, failure?.column ?? 1);
}

/** For `jscodeshift.withParser(parserFor(path))` and for the `parser` that a transform exports. */
export function parserFor(path?: string): { parse(text: string): ParsedFile } {
  return { parse: (text) => parse(text, path) };
}

interface Failure {
  offset: number;
  line: number;
  column: number;
  message: string;
  tooDeep: boolean;
}

function tryParse(text: string, options: ParserOptions): ParsedFile | Failure {
  try {
    const file = parseBabel(text, options);
    const error = (file.errors ?? []).find((item) => !TOLERATED.has(item.reasonCode ?? ''));
    return error ? failureOf(error) : file;
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof RangeError) return { offset: 0, line: 1, column: 1, message: error.message, tooDeep: true };
  const { message, loc, pos } = error as BabelError & {
    message: string;
    loc?: { line: number; column: number; index: number };
    pos?: number;
  };
  return {
    offset: pos ?? loc?.index ?? 0,
    line: loc?.line ?? 1,
    column: (loc?.column ?? 0) + 1,
    // Babel puts the position behind its messages; here it has fields of its own.
    message: (message ?? String(error)).replace(/ \(\d+:\d+\)\s*$/, '').split('\n')[0] ?? '',
    tooDeep: false,
  };
}

/**
 * Errors from which the parser recovers with a tree that is whole: things that a type checker or a linter
 * complains about, not things that hide what the code says.
 */
const TOLERATED: ReadonlySet<string> = new Set([
  'AbstractMethodHasImplementation',
  'AbstractPropertyHasInitializer',
  'AccessorCannotBeOptional',
  'AccessorCannotDeclareThisParameter',
  'AccessorCannotHaveTypeParameters',
  'ClassMethodHasDeclare',
  'ClassMethodHasReadonly',
  'ConstInitializerMustBeStringOrNumericLiteralOrLiteralEnumReference',
  'ConstructorHasTypeParameters',
  'DeclarationMissingInitializer',
  'DeclareAccessor',
  'DeclareClassFieldHasInitializer',
  'DeclareFunctionHasImplementation',
  'DuplicateAccessibilityModifier',
  'DuplicateConstructor',
  'DuplicateDefaultExport',
  'DuplicateExport',
  'DuplicateModifier',
  'DuplicateProto',
  'IncompatibleModifiers',
  'IndexSignatureHasAbstract',
  'IndexSignatureHasAccessibility',
  'IndexSignatureHasDeclare',
  'IndexSignatureHasOverride',
  'InitializerNotAllowedInAmbientContext',
  'InvalidModifierOnTypeMember',
  'InvalidModifiersOrder',
  'InvalidPrivateFieldResolution',
  'LabelRedeclaration',
  'ModuleExportUndefined',
  'NonAbstractClassHasAbstractMethod',
  'NonClassMethodPropertyHasAbstractModifer',
  'OptionalTypeBeforeRequired',
  'OverrideNotInSubClass',
  'ParamDupe',
  'PatternIsOptional',
  'PrivateElementHasAbstract',
  'PrivateElementHasAccessibility',
  'PrivateNameRedeclaration',
  'ReadonlyForMethodSignature',
  'StrictDelete',
  'StrictEvalArguments',
  'StrictEvalArgumentsBinding',
  'StrictFunction',
  'StrictNumericEscape',
  'StrictOctalLiteral',
  'StrictWith',
  'UnexpectedParameterModifier',
  'UnexpectedTypeCastInParameter',
  'UnsupportedParameterDecorator',
  'UnsupportedParameterPropertyKind',
  'VarRedeclaration',
]);

const COMMON: ParserPlugin[] = [
  'decoratorAutoAccessors',
  'explicitResourceManagement',
  'deferredImportEvaluation',
  'sourcePhaseImports',
  'exportDefaultFrom',
  ['importAttributes', { deprecatedAssertSyntax: true }],
];

const DECORATORS: ParserPlugin[] = ['decorators-legacy', ['decorators', { allowCallParenthesized: true }]];

function attempt(languages: ParserPlugin[], decorators: ParserPlugin, sourceType: 'module' | 'script'): ParserOptions {
  return {
    sourceType,
    errorRecovery: true,
    tokens: true,
    allowAwaitOutsideFunction: sourceType === 'module',
    allowImportExportEverywhere: true,
    allowNewTargetOutsideFunction: true,
    allowReturnOutsideFunction: true,
    allowSuperOutsideMethod: true,
    allowUndeclaredExports: true,
    plugins: [...languages, decorators, ...COMMON],
  };
}

const FLOW: ParserPlugin = ['flow', { all: true }];

/** What a file may be written in, the likeliest first. Flow and TypeScript exclude each other. */
const LANGUAGES: ReadonlyMap<string, ParserPlugin[][]> = new Map([
  ['ts', [['typescript'], ['typescript', 'jsx']]],
  ['mts', [['typescript']]],
  ['cts', [['typescript']]],
  ['tsx', [['typescript', 'jsx'], ['typescript']]],
  ['js', [['jsx'], ['jsx', FLOW], ['jsx', 'typescript'], ['typescript']]],
  ['jsx', [['jsx'], ['jsx', FLOW], ['jsx', 'typescript']]],
  ['mjs', [['jsx'], ['jsx', FLOW], ['jsx', 'typescript'], ['typescript']]],
  ['cjs', [['jsx'], ['jsx', FLOW], ['jsx', 'typescript'], ['typescript']]],
]);
const ANY_LANGUAGE: ParserPlugin[][] = [['typescript', 'jsx'], ['typescript'], ['jsx'], ['jsx', FLOW]];

/** Without the dot; '' when it is none of a source file. */
function extensionOf(path: string): string {
  return /\.([cm]?[jt]sx?)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
}

function* attemptsFor(path: string): Generator<ParserOptions> {
  const languages = LANGUAGES.get(extensionOf(path)) ?? ANY_LANGUAGE;
  for (const sourceType of ['module', 'script'] as const) {
    for (const language of languages) {
      for (const decorators of DECORATORS) yield attempt(language, decorators, sourceType);
    }
  }
}
