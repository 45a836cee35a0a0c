/** Where a call can stand. */
import type { Expression } from './calls.js';
import type { Draft } from './draft.js';
import { indented } from './markup.js';
import { partOf, useOf, type UseForm } from './results.js';

export interface Place {
  draft: Draft;
  use: UseForm;
  dot: string;
  /** As the call has them. */
  client: string;
  owner: string;
}

interface Placement {
  /** Stands only where something can be awaited. */
  awaits: boolean;
  /** The user of the call is a name of this placement. */
  user?: 'item' | 'id';
  concurrent?: boolean;
  /** The call stands in a function that is not `async`. */
  insideSync?: boolean;
  /** Ends the function. */
  last?: boolean;
  /** In the file of a generator. */
  generator?: boolean;
  build(call: Expression, place: Place): string[];
}

const using = (call: Expression, { draft, use, dot }: Place, name = draft.name('result')): string[] => [
  ...call.setup,
  `‖const ${name} = await ${call.text};‗`,
  ...useOf(use, call.result, name, draft, dot),
];
const block = (head: string, lines: string[], tail = '}'): string[] => [`${head} {`, ...indented(lines), tail];
/** Setup, then one line with the call in it. */
const line = (
  make: (call: string, place: Place, result: Expression['result']) => string[],
  awaits = true,
): Placement => ({
  awaits,
  build: (call, place) => [...call.setup, ...make(call.text, place, call.result)],
});

export const PLACEMENTS = {
  statement: { awaits: true, build: using },
  bare: line((call) => [`‖await ${call};`]),
  destructured: {
    awaits: true,
    build: (call, place) => {
      if (call.result !== 'executed' || place.dot === '?.') return using(call, place);
      const [data, ok] = [place.draft.name('data'), place.draft.name('ok')];
      const declared = `const { data: ${data}, successful: ${ok} } = await ${call.text};`;
      return [...call.setup, declared, `${place.draft.emit(data, ok)};`];
    },
  },
  argument: line((call, { draft }) => [`${draft.emit(`'value'`, `await ${call}`)};`]),
  afterEffect: line((call, { draft }) => [`${draft.emit(draft.noted('before', '1'), `await ${call}`)};`]),
  part: line((call, { draft, dot }, result) => [`${draft.emit(`(await ${call})${partOf(result, dot)}`)};`]),
  leadingParenthesis: line((call) => [`¿(await ${call})«!».toString();`]),
  branch: { awaits: true, build: (call, place) => block('if (input.flag)', using(call, place)) },
  elseBranch: {
    awaits: true,
    build: (call, place) => [
      ...block('if (input.flag)', [`${place.draft.emit(`'then'`)};`], '} else {'),
      ...indented(using(call, place)),
      '}',
    ],
  },
  braceless: line((call) => [`if (input.flag) await ${call};`]),
  bracelessElse: line((call, { draft }) => [`if (input.flag) ${draft.emit(`'then'`)};`, `else await ${call};`]),
  condition: line((call, { draft }) => [`if (await ${call}) ${draft.emit(`'yes'`)};`]),
  ternary: line((call, { draft }) => {
    const name = draft.name('maybe');
    return [`const ${name} = input.flag ? await ${call} : null;`, `${draft.emit(name)};`];
  }),
  logical: line((call, { draft }) => [`${draft.emit(`input.flag && (await ${call})`)};`]),
  nullish: line((call, { draft }) => [`${draft.emit(`input.maybe ?? (await ${call})`)};`]),
  loop: {
    awaits: true,
    build: (call, place) => block('for (const item of input.items)', ['void item;', ...using(call, place)]),
  },
  loopUser: {
    awaits: true,
    user: 'item',
    build: (call, place) => block('for (const item of input.items)', using(call, place)),
  },
  nestedLoop: {
    awaits: true,
    build: (call, place) =>
      block('for (const item of input.items)', [
        `${place.draft.emit('item')};`,
        ...block('for (let index = 0; index < 2; index++)', using(call, place)),
      ]),
  },
  bracelessLoop: line((call, { draft }) => [`for (const item of input.items) ${draft.emit('item', `await ${call}`)};`]),
  whileLoop: {
    awaits: true,
    build: (call, place) => {
      const name = place.draft.name('left');
      return [`let ${name} = 2;`, ...block(`while (${name} > 0)`, [...using(call, place), `${name} -= 1;`])];
    },
  },
  whileHeader: line((call, { draft }) => {
    const name = draft.name('left');
    return [`let ${name} = 2;`, `while ((await ${call}) && ${name}-- > 0) ${draft.emit(`'again'`)};`];
  }),
  forHeader: line((call, { draft }, result) =>
    result === 'tools'
      ? [`for (const tool of (await ${call}) ?? []) ${draft.emit('tool')};`]
      : [`for (let value«: unknown» = await ${call}; value; value = null) ${draft.emit('value')};`],
  ),
  tried: {
    awaits: true,
    build: (call, place) => [
      ...block('try', using(call, place), '} catch (error) {'),
      ...indented([`${place.draft.emit(`'caught'`, 'String(error)')};`]),
      '}',
    ],
  },
  finally: {
    awaits: true,
    build: (call, place) => [
      ...block('try', using(call, place), '} finally {'),
      ...indented([`${place.draft.emit(`'finally'`)};`]),
      '}',
    ],
  },
  caseClause: {
    awaits: true,
    build: (call, place) => [
      ...call.setup,
      'switch (input.kind) {',
      `  case 'a':`,
      ...indented([`${place.draft.emit(`await ${call.text}`)};`, 'break;'], 2),
      '  default:',
      ...indented([`${place.draft.emit(`'default'`)};`], 2),
      '}',
    ],
  },
  caseBlock: {
    awaits: true,
    build: (call, place) => [
      'switch (input.kind) {',
      ...indented(block(`case 'a':`, [...using(call, place), 'break;'])),
      '  default:',
      ...indented([`${place.draft.emit(`'default'`)};`], 2),
      '}',
    ],
  },
  secondDeclarator: line((call, { draft }) => {
    const [one, two] = [draft.name('one'), draft.name('two')];
    return [`const ${one} = ${draft.noted('one', '1')},`, `  ${two} = await ${call};`, `${draft.emit(one, two)};`];
  }),
  labelled: line((call, { draft }) => [`${draft.name('label')}: ${draft.emit(`await ${call}`)};`]),
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
  oneLine: line((call, { draft }) => [`if (input.flag) { const value = await ${call}; ${draft.emit('value')}; }`]),
  bareBlock: { awaits: true, build: (call, place) => ['{', ...indented(using(call, place)), '}'] },
  arrow: {
    ...line((call, { draft }) => {
      const name = draft.name('load');
      return [`const ${name} = () => ${call};`, `${draft.emit(`await ${name}()`)};`];
    }),
    insideSync: true,
  },
  asyncArrow: line((call, { draft }) => {
    const name = draft.name('load');
    return [`const ${name} = async () => await ${call};`, `${draft.emit(`await ${name}()`)};`];
  }),
  arrowUser: {
    awaits: true,
    user: 'id',
    insideSync: true,
    build: (call, { draft }) => {
      const name = draft.name('load');
      return [
        ...call.setup,
        `const ${name} = (id«: string») => ${call.text};`,
        `${draft.emit(`await ${name}(input.userId)`, `await ${name}(input.other)`)};`,
      ];
    },
  },
  closure: {
    awaits: true,
    build: (call, place) => {
      const name = place.draft.name('later');
      return [...block(`const ${name} = async () =>`, using(call, place), '};'), `await ${name}();`];
    },
  },
  inner: {
    awaits: true,
    build: (call, place) => {
      const name = place.draft.name('inner');
      return [...block(`async function ${name}()`, using(call, place)), `await ${name}();`];
    },
  },
  immediately: {
    awaits: true,
    build: (call, place) => ['await (async () => {', ...indented(using(call, place)), '})();'],
  },
  parameterDefault: {
    ...line((call, { draft }) => {
      const name = draft.name('withDefault');
      return [
        `const ${name} = async (value«: unknown» = ${call}) => ${draft.emit('await value')};`,
        `await ${name}();`,
      ];
    }),
    insideSync: true,
  },
  all: {
    ...line((call, { draft }) => {
      const name = draft.name('all');
      return [`const ${name} = await Promise.all([${call}, Promise.resolve(1)]);`, `${draft.emit(name)};`];
    }),
    concurrent: true,
  },
  allMapped: {
    awaits: true,
    user: 'item',
    insideSync: true,
    concurrent: true,
    build: (call, { draft }) => [
      ...call.setup,
      `${draft.emit(`await Promise.all(input.items.map((item) => ${call.text}))`)};`,
    ],
  },
  allAsync: {
    awaits: true,
    user: 'item',
    concurrent: true,
    build: (call, place) => [
      'await Promise.all(',
      '  input.items.map(async (item) => {',
      ...indented(using(call, place), 2),
      '  }),',
      ');',
    ],
  },
  pushed: {
    ...line((call, { draft }) => {
      const name = draft.name('pending');
      return [
        `const ${name}«: Promise<unknown>[]» = [];`,
        `${name}.push(${call}« as Promise<unknown>»);`,
        `${draft.emit(`await Promise.all(${name})`)};`,
      ];
    }),
    concurrent: true,
  },
  then: line((call, { draft, dot }) => {
    const name = draft.name('promise');
    if (dot === '?.') return [`${draft.emit(`await ${call}`)};`];
    return [`const ${name} = ${call}.then((value) => ${draft.emit('value')});`, `await ${name};`];
  }),
  caught: line((call, { draft, dot }) =>
    dot === '?.'
      ? [`${draft.emit(`await ${call}`)};`]
      : [`${draft.emit(`await ${call}.catch((error«: unknown») => String(error))`)};`],
  ),
  floating: {
    ...line((call, { draft, dot }) =>
      dot === '?.' ? [`${draft.emit(`await ${call}`)};`] : [`void ${call}.catch(() => null);`],
    ),
    concurrent: true,
  },
  agent: {
    awaits: true,
    build: (call, place) => {
      if (call.result !== 'tools' || place.dot === '?.' || place.client.includes('await')) return using(call, place);
      const { draft } = place;
      const [tools, response] = [draft.name('tools'), draft.name('response')];
      const ask = `await ${draft.helper('openai')}.chat.completions.create({ model: 'm', messages: [], tools: ${tools} })`;
      const site = draft.site('provider.handleToolCalls', { kind: 'none' });
      const handled = `await ${place.client}.provider.${site}handleToolCalls(${place.owner}, ${response})`;
      return [
        ...call.setup,
        `const ${tools} = await ${call.text};`,
        `let ${response} = ${ask};`,
        ...block(`while (${response}.choices[0].message.tool_calls)`, [
          `${draft.emit(handled)};`,
          `${response} = ${ask};`,
        ]),
      ];
    },
  },
  yielded: { ...line((call) => [`yield await ${call};`]), generator: true },
  returnAwait: { ...line((call) => [`return await ${call};`]), last: true },
  returned: { ...line((call) => [`return ${call};`], false), last: true },
  returnedThen: {
    ...line(
      (call, { draft, dot }) =>
        dot === '?.' ? [`return ${call};`] : [`return ${call}.then((value) => ${draft.emit('value')});`],
      false,
    ),
    last: true,
  },
  returnedAll: { ...line((call) => [`return Promise.all([${call}]);`], false), last: true },
} satisfies Record<string, Placement>;

export type PlacementForm = keyof typeof PLACEMENTS;

export const placementOf = (form: PlacementForm): Placement => PLACEMENTS[form];
