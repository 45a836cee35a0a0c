/** Calls in functions of their own, and promises that somebody else awaits. */
import { block, line, using, type Placement } from './placementPieces.js';
import { indented } from './markup.js';

export const FUNCTIONS = {
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
  objectMethod: {
    awaits: true,
    ownThis: true,
    build: (call, place) => {
      const name = place.draft.name('holder');
      return [
        ...block(`const ${name} =`, [...block('async load()', using(call, place), '},')], '};'),
        `await ${name}.load();`,
      ];
    },
  },
  objectArrow: {
    ...line((call, { draft }) => {
      const name = draft.name('holder');
      return [`const ${name} = { load: () => ${call}, other: 1 };`, `${draft.emit(`await ${name}.load()`)};`];
    }),
    insideSync: true,
  },
  accessor: {
    ...line((call, { draft }) => {
      const name = draft.name('holder');
      return [
        `const ${name} = {`,
        '  get value() {',
        `    return ${call};`,
        '  },',
        '};',
        `${draft.emit(`await ${name}.value`)};`,
      ];
    }),
    insideSync: true,
    ownThis: true,
  },
  localClass: {
    awaits: true,
    ownThis: true,
    build: (call, place) => {
      const name = place.draft.name('Loader');
      return [...block(`class ${name}`, block('async load()', using(call, place))), `await new ${name}().load();`];
    },
  },
  classField: {
    ...line((call, { draft }) => {
      const name = draft.name('Loader');
      return [`class ${name} {`, `  value = ${call};`, '}', `${draft.emit(`await new ${name}().value`)};`];
    }),
    insideSync: true,
    ownThis: true,
  },
  functionExpression: {
    awaits: true,
    ownThis: true,
    build: (call, place) => {
      const name = place.draft.name('later');
      return [...block(`const ${name} = async function ()`, using(call, place), '};'), `await ${name}();`];
    },
  },
  allSettled: {
    ...line((call, { draft }) => [
      `${draft.emit(`(await Promise.allSettled([${call}, Promise.resolve(1)])).length`)};`,
    ]),
    concurrent: true,
  },
  raced: { ...line((call, { draft }) => [`${draft.emit(`await Promise.race([${call}])`)};`]), concurrent: true },
  resolved: line((call, { draft }) => [`${draft.emit(`await Promise.resolve(${call})`)};`]),
  finallyChain: line((call, { draft, dot }) =>
    dot === '?.'
      ? [`${draft.emit(`await ${call}`)};`]
      : [`${draft.emit(`await ${call}.finally(() => ${draft.emit(`'finally'`)})`)};`],
  ),
  thenBoth: line((call, { draft, dot }) =>
    dot === '?.'
      ? [`${draft.emit(`await ${call}`)};`]
      : [`await ${call}.then((value) => ${draft.emit('value')}, (error) => ${draft.emit('String(error)')});`],
  ),
  promiseKept: {
    ...line((call, { draft }) => {
      const name = draft.name('pending');
      return [`const ${name} = ${call};`, `${draft.emit(`'meanwhile'`)};`, `${draft.emit(`await ${name}`)};`];
    }),
    concurrent: true,
  },
  mapped: {
    awaits: true,
    user: 'item',
    concurrent: true,
    build: (call, { draft }) => {
      const name = draft.name('pending');
      return [
        ...call.setup,
        `const ${name} = input.items.map(async (item) => {`,
        `  return await ${call.text};`,
        '});',
        `${draft.emit(`await Promise.all(${name})`)};`,
      ];
    },
  },
} satisfies Record<string, Placement>;
