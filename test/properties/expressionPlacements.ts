/** Calls within expressions. */
import { block, line, type Placement } from './placementPieces.js';
import { partOf } from './results.js';

export const EXPRESSIONS = {
  argument: line((call, { draft }) => [`${draft.emit(`'value'`, `await ${call}`)};`]),
  afterEffect: line((call, { draft }) => [`${draft.emit(draft.noted('before', '1'), `await ${call}`)};`]),
  part: line((call, { draft, dot }, result) => [`${draft.emit(`(await ${call})${partOf(result, dot)}`)};`]),
  leadingParenthesis: line((call) => [`¿(await ${call})«!».toString();`]),
  condition: line((call, { draft }) => [`if (await ${call}) ${draft.emit(`'yes'`)};`]),
  ternary: line((call, { draft }) => {
    const name = draft.name('maybe');
    return [`const ${name} = input.flag ? await ${call} : null;`, `${draft.emit(name)};`];
  }),
  logical: line((call, { draft }) => [`${draft.emit(`input.flag && (await ${call})`)};`]),
  nullish: line((call, { draft }) => [`${draft.emit(`input.maybe ?? (await ${call})`)};`]),
  whileHeader: line((call, { draft }) => {
    const name = draft.name('left');
    return [`let ${name} = 2;`, `while ((await ${call}) && ${name}-- > 0) ${draft.emit(`'again'`)};`];
  }),
  forHeader: line((call, { draft }, result) =>
    result === 'tools'
      ? [`for (const tool of (await ${call}) ?? []) ${draft.emit('tool')};`]
      : [`for (let value«: unknown» = await ${call}; value; value = null) ${draft.emit('value')};`],
  ),
  secondDeclarator: line((call, { draft }) => {
    const [one, two] = [draft.name('one'), draft.name('two')];
    return [`const ${one} = ${draft.noted('one', '1')},`, `  ${two} = await ${call};`, `${draft.emit(one, two)};`];
  }),
  cast: line((call, { draft }) => {
    const name = draft.name('cast');
    return [`const ${name} = ((await (${call}))« as unknown»);`, `${draft.emit(name)};`];
  }),
  assigned: line((call, { draft }) => {
    const name = draft.name('later');
    return [`let ${name}«: unknown»;`, `${name} = await ${call};`, `${draft.emit(name)};`];
  }),
  member: line((call, { draft }) => {
    const name = draft.name('box');
    return [`const ${name}«: { value?: unknown }» = {};`, `${name}.value = await ${call};`, `${draft.emit(name)};`];
  }),
  property: line((call, { draft }) => [
    `${draft.emit(`{ first: ${draft.noted('first', '1')}, second: await ${call} }`)};`,
  ]),
  element: line((call, { draft }) => [`${draft.emit(`[await ${call}, ${draft.noted('after', '2')}]`)};`]),
  template: line((call, { draft }) => [`${draft.emit('`got ${typeof (await ' + call + ')}`')};`]),
  negated: line((call, { draft }) => [`${draft.emit(`!(await ${call})`)};`]),
  comma: line((call, { draft }) => [`${draft.emit(`(${draft.noted('first', '1')}, await ${call})`)};`]),
  nullishAssigned: line((call, { draft }) => {
    const name = draft.name('kept');
    return [`let ${name}«: unknown» = input.maybe;`, `${name} ??= await ${call};`, `${draft.emit(name)};`];
  }),
  computedKey: line((call, { draft }) => [`${draft.emit('{ [`key ${typeof (await ' + call + ')}`]: 1 }')};`]),
  destructuringDefault: line((call, { draft }) => {
    const name = draft.name('absent');
    return [`const { ${name} = await ${call} }«: { ${name}?: unknown }» = {};`, `${draft.emit(name)};`];
  }),
  nestedArgument: line((call, { draft }) => [`${draft.emit(draft.noted('outer', `await ${call}`))};`]),
  inNew: line((call, { draft }) => [`${draft.emit(`new Set([await ${call}]).size`)};`]),
  optionalPart: line((call, { draft }, result) => [`${draft.emit(`(await ${call})${partOf(result, '?.')}`)};`]),
  nestedTernary: line((call, { draft }) => [
    `${draft.emit(`input.flag ? (input.maybe ? await ${call} : 1) : ${draft.noted('else', '2')}`)};`,
  ]),
  switchHeader: {
    awaits: true,
    build: (call, { draft }) => [
      ...call.setup,
      ...block(
        `switch (typeof (await ${call.text}))`,
        [`  case 'string':`, '    break;', '  default:']
          .map((one) => one.slice(2))
          .concat(`  ${draft.emit(`'default'`)};`),
      ),
    ],
  },
  spread: line((call, { draft, dot }, result) =>
    result === 'executed' && dot !== '?.'
      ? [`${draft.emit(`{ ...(await ${call}), more: 1 }`)};`]
      : [`${draft.emit(`await ${call}`)};`],
  ),
  contains: line((call, { draft, dot }, result) =>
    result === 'executed' && dot !== '?.'
      ? [`${draft.emit(`'successful' in (await ${call})`)};`]
      : [`${draft.emit(`await ${call}`)};`],
  ),
  bracketRead: line((call, { draft, dot }, result) =>
    result === 'executed' && dot !== '?.'
      ? [`${draft.emit(`(await ${call})['successful']`)};`]
      : [`${draft.emit(`await ${call}`)};`],
  ),
  assertedPart: line((call, { draft }, result) => [
    `${draft.emit(`((await ${call})« as any»)${partOf(result, '?.')}`)};`,
  ]),
  markup: {
    ...line((call, { draft }) => [`${draft.emit(`<${draft.helper('Panel')} value={await ${call}} />`)};`]),
    extension: 'tsx',
  },
  markupChild: {
    ...line((call, { draft }) => [`${draft.emit(`<p title=${"'x'"}>text {String(await ${call})} more</p>`)};`]),
    extension: 'tsx',
  },
} satisfies Record<string, Placement>;
