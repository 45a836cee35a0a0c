/** Calls as statements, in blocks, branches and loops. */
import { block, line, using, type Place, type Placement } from './placementPieces.js';
import { indented } from './markup.js';
import type { Expression } from './calls.js';

export const STATEMENTS = {
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
  labelled: line((call, { draft }) => [`${draft.name('label')}: ${draft.emit(`await ${call}`)};`]),
  oneLine: line((call, { draft }) => [`if (input.flag) { const value = await ${call}; ${draft.emit('value')}; }`]),
  bareBlock: { awaits: true, build: (call, place) => ['{', ...indented(using(call, place)), '}'] },
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
  restDestructured: {
    awaits: true,
    build: (call, place) => {
      if (call.result !== 'executed' || place.dot === '?.') return using(call, place);
      const [data, rest] = [place.draft.name('data'), place.draft.name('rest')];
      return [
        ...call.setup,
        `const { data: ${data}, ...${rest} } = await ${call.text};`,
        `${place.draft.emit(data, rest)};`,
      ];
    },
  },
  defaultDestructured: {
    awaits: true,
    build: (call, place) => {
      if (call.result !== 'executed' || place.dot === '?.') return using(call, place);
      const [ok, data] = [place.draft.name('ok'), place.draft.name('data')];
      return [
        ...call.setup,
        `const { successful: ${ok} = false, data: { slug: ${data} } } = await ${call.text};`,
        `${place.draft.emit(ok, data)};`,
      ];
    },
  },
  assignedPattern: {
    awaits: true,
    build: (call, place) => {
      if (call.result !== 'executed' || place.dot === '?.') return using(call, place);
      const [data, ok] = [place.draft.name('data'), place.draft.name('ok')];
      return [
        ...call.setup,
        `let ${data}«: unknown», ${ok}«: unknown»;`,
        `¿({ data: ${data}, successful: ${ok} } = await ${call.text});`,
        `${place.draft.emit(data, ok)};`,
      ];
    },
  },
  doWhile: {
    awaits: true,
    build: (call, place) => {
      const name = place.draft.name('left');
      return [`let ${name} = 2;`, ...block('do', [...using(call, place), `${name} -= 1;`], `} while (${name} > 0);`)];
    },
  },
  forAwait: {
    ...line((call, { draft }) => [`for await (const value of [${call}]) ${draft.emit('value')};`]),
    insideSync: true,
  },
  labelledLoop: {
    awaits: true,
    build: (call, place) => {
      const name = place.draft.name('outer');
      return block(`${name}: for (const item of input.items)`, [
        ...block('for (let index = 0; index < 2; index++)', [
          `if (index > 0) continue ${name};`,
          `${place.draft.emit('item', 'index')};`,
          ...using(call, place),
        ]),
      ]);
    },
  },
  caughtCode: {
    awaits: true,
    build: (call, place) => [
      ...block('try', using(call, place), '} catch (error) {'),
      ...indented([`${place.draft.emit(`(error« as { code?: string }»).code === 'X'`)};`]),
      '}',
    ],
  },
  inCatch: {
    awaits: true,
    build: (call, place) => [
      ...block('try', [`${place.draft.emit(`input.flag ? 1 : JSON.parse('{')`)};`], '} catch {'),
      ...indented(using(call, place)),
      '}',
    ],
  },
  afterReturn: {
    awaits: true,
    inFunction: true,
    build: (call, place) => [`if (input.kind === 'b' && input.maybe) return;`, ...using(call, place)],
  },
  thrown: { ...line((call) => [`throw await ${call};`]), last: true },
  mergedSpread: {
    awaits: true,
    build: (call, place) =>
      merged(call, place, (one, two, { draft }) => {
        const name = draft.name('all');
        return [`const ${name} = [...(await ${one}), ...(await ${two})];`, `${draft.emit(name)};`];
      }),
  },
  mergedPush: {
    awaits: true,
    build: (call, place) =>
      merged(call, place, (one, two, { draft }) => {
        const name = draft.name('all');
        return [
          `const ${name}«: unknown[]» = [];`,
          `${name}.push(...(await ${one}));`,
          `if (input.flag) ${name}.push(...(await ${two}));`,
          `${draft.emit(name)};`,
        ];
      }),
  },
  mergedConcat: {
    awaits: true,
    build: (call, place) =>
      merged(call, place, (one, two, { draft }) => {
        const [first, second] = [draft.name('first'), draft.name('second')];
        return [
          `const ${first} = await ${one};`,
          `const ${second} = await ${two};`,
          `${draft.emit(`${first}.concat(${second})`)};`,
        ];
      }),
  },
  toolNamed: {
    awaits: true,
    build: (call, place) => {
      if (call.result !== 'tools' || place.dot === '?.') return using(call, place);
      const name = place.draft.name('tools');
      return [
        ...call.setup,
        `const ${name} = await ${call.text};`,
        `${place.draft.emit(`${name}.find((tool«: unknown») => String(tool) === 'tool')`, `${name}[0]`)};`,
      ];
    },
  },
  waited: {
    awaits: true,
    build: (call, place) => {
      if (call.result !== 'link' || place.dot === '?.') return using(call, place);
      const name = place.draft.name('request');
      return [
        ...call.setup,
        `const ${name} = await ${call.text};`,
        `${place.draft.emit(`${name}.redirectUrl`, `(await ${name}.waitForConnection()).id`)};`,
      ];
    },
  },
} satisfies Record<string, Placement>;

/** Two lists of tools that become one. */
function merged(call: Expression, place: Place, make: (one: string, two: string, place: Place) => string[]): string[] {
  if (call.result !== 'tools' || place.dot === '?.' || place.client.includes('await')) return using(call, place);
  const site = place.draft.site('tools.get', { kind: 'tools', values: ['NOTION_CREATE_PAGE'] });
  const second = `${place.client}.tools.${site}get(${place.owner}, { tools: ['NOTION_CREATE_PAGE'] })`;
  return [...call.setup, ...make(call.text, second, place)];
}
