/** Random but valid programs: client forms × user forms × calls × placements × styles. */
import fc from 'fast-check';
import { callModel, makeCall, type CallModel } from './calls.js';
import { CLIENTS, makeClient, type ClientForm, type ClientPiece } from './clients.js';
import { Draft, type Driver, type SiteModel } from './draft.js';
import { indented, render, type Style } from './markup.js';
import { PLACEMENTS, placementOf, type PlacementForm } from './placements.js';
import { USES, type UseForm } from './results.js';
import { makeUser, USERS, type UserForm, type UserPiece } from './users.js';

export interface ProgramModel {
  client: ClientForm;
  extension: 'ts' | 'mts' | 'tsx' | 'js' | 'mjs' | 'cjs';
  style: Style;
  functions: FunctionModel[];
}

interface FunctionModel {
  shape: Shape;
  users: UserForm[];
  /** The function has a session of its own already, for its first user. */
  session: KnownSession;
  calls: { call: CallModel; placement: PlacementForm; user: number; use: UseForm }[];
}

/** What the session that is there already permits. */
const KNOWN_SESSIONS = {
  none: null,
  github: `{ toolkits: ['github'] }`,
  both: `{ toolkits: ['github', 'slack'] }`,
  open: `{}`,
  given: `{ toolkits: ['github'], authConfigs: { github: 'ac_mapped' } }`,
  direct: `{ sessionPreset: 'direct_tools', toolkits: ['github'], tools: { github: ['GITHUB_CREATE_AN_ISSUE'] } }`,
  account: `{ toolkits: ['github'], connectedAccounts: { github: ['ca_1'] } }`,
} as const;

type KnownSession = keyof typeof KNOWN_SESSIONS;

type Shape = 'declaration' | 'arrow' | 'plain' | 'generator' | 'module';

export interface Program {
  /** Relative to the root. */
  path: string;
  /** Without the BOM. */
  text: string;
  bom: boolean;
  sites: (SiteModel & { line: number; column: number })[];
  comments: string[];
  drivers: Driver[];
  mutable: boolean;
  style: Style;
}

const keys = <T extends string>(table: Record<T, unknown>): T[] => Object.keys(table) as T[];
const usually = <T>(plain: readonly T[], all: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof(fc.constantFrom(...plain), fc.constantFrom(...all));

const style: fc.Arbitrary<Style> = fc.record({
  quote: fc.constantFrom("'" as const, '"' as const),
  semicolons: fc.boolean(),
  indent: fc.constantFrom('  ' as const, '    ' as const, '\t' as const),
  eol: fc.constantFrom('\n' as const, '\n' as const, '\r\n' as const),
  trailingCommas: fc.boolean(),
  bom: fc.constantFrom(false, false, true),
  hashbang: fc.constantFrom(false, false, true),
  header: fc.constantFrom('none' as const, 'none' as const, 'licence' as const, 'directive' as const),
  finalNewline: fc.constantFrom(true, true, false),
  comments: fc.oneof(fc.constant([false]), fc.array(fc.boolean(), { minLength: 1, maxLength: 13 })),
});

const functionModel: fc.Arbitrary<FunctionModel> = fc.record({
  shape: usually<Shape>(['declaration'], ['declaration', 'arrow', 'plain', 'generator', 'module']),
  users: fc.array(
    fc.oneof(
      usually<UserForm>(['member', 'local'], keys(USERS)),
      fc.constantFrom<UserForm>('member', 'call', 'awaited', 'changing', 'counted'),
    ),
    { minLength: 1, maxLength: 2 },
  ),
  session: usually<KnownSession>(['none', 'none', 'none', 'github'], keys(KNOWN_SESSIONS)),
  calls: fc.array(
    fc.record({
      call: callModel,
      placement: usually<PlacementForm>(['statement'], keys(PLACEMENTS)),
      user: fc.nat({ max: 1 }),
      use: fc.constantFrom<UseForm>(...USES),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

export const programModel: fc.Arbitrary<ProgramModel> = fc.record({
  client: usually<ClientForm>(['constant', 'getter', 'field'], keys(CLIENTS)),
  extension: usually<ProgramModel['extension']>(['ts'], ['ts', 'mts', 'tsx', 'js', 'mjs', 'cjs']),
  style,
  functions: fc.array(functionModel, { minLength: 1, maxLength: 2 }),
});

export function makeProgram(model: ProgramModel, index: number): Program {
  const draft = new Draft();
  const client = makeClient(model.client, draft);
  const isCommonJs = model.client === 'required' || model.client === 'requiredWhole';
  const extension = extensionOf(model, isCommonJs);
  const isJavaScript = extension.endsWith('js');
  const code = model.functions.flatMap((one, number) =>
    functionCode(one, number, client, draft, isCommonJs, extension),
  );
  const drivers = [...draft.drivers];
  const body = client.classHead
    ? [`export class Service {`, ...indented([...client.classHead, '', ...code]), '}']
    : code;
  const source = assembled(client, body, draft, isCommonJs);
  const { text, sites, comments } = render(source, model.style, isJavaScript);
  return {
    path: `src/p${index}.${extension}`,
    text,
    bom: model.style.bom,
    sites: draft.sites.map((site, number) => ({ ...site, ...positionOf(text, sites.get(number) ?? -1) })),
    comments,
    drivers,
    mutable: draft.mutable,
    style: model.style,
  };
}

function extensionOf({ extension }: ProgramModel, isCommonJs: boolean): ProgramModel['extension'] {
  if (isCommonJs) return extension === 'cjs' ? 'cjs' : 'js';
  return extension === 'cjs' ? 'mjs' : extension;
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** Imports, declarations, functions. */
function assembled(client: ClientPiece, body: string[], draft: Draft, isCommonJs: boolean): string {
  const helpers = [...draft.helpers].sort().join(', ');
  const from = isCommonJs
    ? `const { ${helpers} } = require('./support.js');`
    : `import { ${helpers} } from './support.js';`;
  const isImport = (line: string): boolean => /^«?(import|const (\{ Composio \}|core) = require)/.test(line);
  const declarations = [...draft.declarations];
  const imports = [
    ...client.head.filter(isImport),
    ...(helpers === '' ? [] : [from]),
    `«import type { Input } from './support.js';»`,
    ...declarations.filter(isImport),
  ];
  const rest = [
    ...client.head.filter((line) => !isImport(line) && line !== ''),
    ...declarations.filter((line) => !isImport(line)),
  ];
  const source = [...imports, '', ...rest, ...(rest.length > 0 ? [''] : []), ...body, ''].join('\n');
  return isCommonJs ? commonJs(source) : source;
}

function commonJs(source: string): string {
  const names: string[] = [];
  const text = source.replace(
    /^export ((?:async )?(?:function\*?|const|class) (\w+))/gm,
    (_, code: string, name: string) => {
      names.push(name);
      return code;
    },
  );
  return text + names.map((name) => `exports.${name} = ${name};\n`).join('');
}

function functionCode(
  model: FunctionModel,
  number: number,
  client: ClientPiece,
  draft: Draft,
  isCommonJs: boolean,
  extension: ProgramModel['extension'],
): string[] {
  const shape = shapeOf(model.shape, number, client, isCommonJs);
  const name = `run${number}`;
  const lines = statements(model, shape, client, draft, extension);
  const parameters = `${client.parameter ? 'composio«: Composio», ' : ''}input«: Input»`;
  const concurrent = lines.concurrent;
  const add = (how: Driver['how']): void => void draft.drivers.push({ name, how, concurrent });
  const body = indented(lines.code);
  if (shape === 'module') {
    draft.helper('input');
    add('module');
    return [...lines.code, ''];
  }
  const star = shape === 'generator' ? '*' : '';
  const async = shape === 'plain' ? '' : 'async ';
  if (client.classHead) {
    add(star ? 'generator' : 'method');
    return [`${async}${star}${name}(${parameters}) {`, ...body, '}', ''];
  }
  add(client.parameter ? 'client' : star ? 'generator' : 'call');
  if (shape === 'arrow') return [`export const ${name} = async (${parameters}) => {`, ...body, '};', ''];
  return [`export ${async}function${star} ${name}(${parameters}) {`, ...body, '}', ''];
}

function shapeOf(shape: Shape, number: number, client: ClientPiece, isCommonJs: boolean): Shape {
  if (shape === 'module' && (client.classHead || client.parameter || isCommonJs || number > 0)) return 'declaration';
  if (shape === 'plain' && client.awaits) return 'declaration';
  return shape;
}

function statements(
  model: FunctionModel,
  shape: Shape,
  client: ClientPiece,
  draft: Draft,
  extension: ProgramModel['extension'],
): { code: string[]; concurrent: boolean } {
  const isAsync = shape !== 'plain';
  const users = model.users.map((form) => userOf(form, isAsync, draft));
  const code = [...(client.setup ?? []), ...users.flatMap((user) => user.setup ?? [])];
  const [first] = users;
  const known = KNOWN_SESSIONS[model.session] as string | null;
  if (known !== null && isAsync && first && !first.awaits && !client.dot && !client.awaits) {
    const name = draft.name('known');
    code.push(
      `const ${name} = await ${client.text}.create(${first.text}, ${known});`,
      `${draft.emit(`${name}.sessionId`)};`,
    );
  }
  let concurrent = false;
  const calls = isAsync ? model.calls : model.calls.slice(0, 1);
  calls.forEach((one, index) => {
    const isLast = index === calls.length - 1 && shape !== 'module';
    const own = users[one.user % users.length] as UserPiece;
    const form = fitting(one.placement, { shape, isLast, client, user: own, extension });
    const placement = placementOf(form);
    const user = placement.user ?? own.text;
    const dot = client.dot ?? '.';
    const context = { client: client.text, dot, user, canAwait: isAsync, mayAwait: !placement.insideSync };
    // A body or filter that is built before cannot name what the placement declares.
    const model = placement.user && one.call.api === 'execute' ? { ...one.call, body: 'literal' as const } : one.call;
    const call = makeCall(model, draft, context);
    code.push(...placement.build(call, { draft, use: one.use, dot, client: client.text, owner: own.text }));
    if (!placement.last) code.push(...(own.after ?? []));
    concurrent ||= placement.concurrent ?? false;
  });
  return { code, concurrent };
}

function userOf(form: UserForm, isAsync: boolean, draft: Draft): UserPiece {
  const plain = makeUser(form, draft);
  return plain.awaits && !isAsync ? makeUser('member', draft) : plain;
}

interface Surroundings {
  shape: Shape;
  isLast: boolean;
  client: ClientPiece;
  user: UserPiece;
  extension: ProgramModel['extension'];
}

/** The placement that was drawn, or the nearest one that is valid there. */
function fitting(form: PlacementForm, { shape, isLast, client, user, extension }: Surroundings): PlacementForm {
  const placement = placementOf(form);
  if (shape === 'plain') return placement.awaits ? 'returned' : form;
  const isRight =
    (!placement.last || isLast) &&
    (!placement.generator || shape === 'generator') &&
    (!placement.insideSync || (!user.awaits && !client.text.includes('await'))) &&
    (form !== 'inner' || !client.classHead) &&
    (!placement.inFunction || shape !== 'module') &&
    (!placement.ownThis || !client.classHead) &&
    (placement.extension === undefined || placement.extension === extension);
  return isRight ? form : 'statement';
}
