import * as prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import { dedent, reindent } from '../../src/edit/indent.js';
import { ON_ONE_LINE, renderKey, renderObject, renderString } from '../../src/edit/render.js';
import { detectStyle, type FileStyle } from '../../src/edit/style.js';
import type { ConfigEntry, ConfigValue } from '../../src/plan/plan.js';

const style = detectStyle('');
const text = (value: string): ConfigValue => ({ kind: 'text', text: value });
const string = (value: string): ConfigValue => ({ kind: 'string', value });
const list = (...values: string[]): ConfigValue => ({ kind: 'array', items: values.map(string) });
const object = (...entries: ConfigEntry[]): ConfigValue => ({ kind: 'object', entries });
const entry = (name: string, value: ConfigValue): ConfigEntry => ({
  kind: 'property',
  key: { kind: 'name', name },
  value,
});
const at = (indent: string, column: number, after = 2) => ({ indent, column, after });

describe('renderObject', () => {
  it('stays on one line where it fits', () => {
    const entries = [
      entry('toolkits', list('github', 'slack')),
      entry('sandbox', object(entry('enable', { kind: 'boolean', value: false }))),
    ];
    expect(renderObject(entries, style, at('', 37))).toBe(
      "{ toolkits: ['github', 'slack'], sandbox: { enable: false } }",
    );
    expect(renderObject([], style, at('', 99))).toBe('{}');
  });

  it('counts what stands before and after it', () => {
    const entries = [entry('toolkits', list('github'))];
    expect(renderObject(entries, style, at('', 74, 2))).not.toContain('\n');
    expect(renderObject(entries, style, at('', 74, 3))).toBe("{\n  toolkits: ['github'],\n}");
    expect(renderObject(entries, style, ON_ONE_LINE)).not.toContain('\n');
  });

  it('breaks what does not fit, inner lists only where they must', () => {
    const slugs = [
      'GITHUB_CREATE_AN_ISSUE',
      'GITHUB_LIST_REPOSITORY_ISSUES',
      'GITHUB_UPDATE_AN_ISSUE',
      'GITHUB_LOCK_AN_ISSUE',
    ];
    const entries = [entry('toolkits', list('github')), entry('tools', object(entry('github', list(...slugs))))];
    expect(renderObject(entries, style, at('    ', 50))).toBe(
      [
        '{',
        "      toolkits: ['github'],",
        '      tools: {',
        '        github: [',
        ...slugs.map((slug) => `          '${slug}',`),
        '        ],',
        '      },',
        '    }',
      ].join('\n'),
    );
  });

  it('follows tabs, quotes, braces and trailing commas of the file', () => {
    const own: FileStyle = { ...style, indentUnit: '\t', quote: '"', bracketSpacing: false, trailingComma: 'none' };
    const entries = [entry('toolkits', list('github')), entry('authConfigs', object(entry('github', string('ac_1'))))];
    expect(renderObject(entries, own, ON_ONE_LINE)).toBe('{toolkits: ["github"], authConfigs: {github: "ac_1"}}');
    expect(renderObject(entries, own, at('\t', 60))).toBe(
      '{\n\t\ttoolkits: ["github"],\n\t\tauthConfigs: {github: "ac_1"}\n\t}',
    );
  });

  it('uses a shorthand where key and value are the same name', () => {
    expect(renderObject([entry('toolkits', text('toolkits'))], style, ON_ONE_LINE)).toBe('{ toolkits }');
    expect(renderObject([entry('a-b', text('a-b'))], style, ON_ONE_LINE)).toBe("{ 'a-b': a-b }");
  });

  it('guards entries whose value may be missing', () => {
    const guarded = (condition: string): ConfigEntry => ({
      kind: 'guarded',
      condition,
      entries: [entry('authConfigs', object(entry('github', text('process.env.GITHUB'))))],
    });
    expect(renderObject([guarded('process.env.GITHUB')], style, ON_ONE_LINE)).toBe(
      '{ ...(process.env.GITHUB ? { authConfigs: { github: process.env.GITHUB } } : {}) }',
    );
    expect(renderObject([guarded('process.env.GITHUB')], style, at('', 40))).toBe(
      '{\n  ...(process.env.GITHUB ? { authConfigs: { github: process.env.GITHUB } } : {}),\n}',
    );
    expect(renderObject([guarded('a ? b : c')], style, ON_ONE_LINE)).toContain('...((a ? b : c) ? {');
    expect(renderObject([guarded('a || b')], style, ON_ONE_LINE)).toContain('...(a || b ? {');
    expect(renderObject([guarded('(x) => x')], style, ON_ONE_LINE)).toContain('...(((x) => x) ? {');
  });

  it('re-indents values of several lines, and leaves their templates alone', () => {
    const value = 'pick({\n      a: 1,\n      b: `\n  x\n      y`,\n    })';
    expect(renderObject([entry('toolkits', text(value))], style, at('', 10))).toBe(
      '{\n  toolkits: pick({\n    a: 1,\n    b: `\n  x\n      y`,\n  }),\n}',
    );
  });

  it('writes objects as prettier does', async () => {
    const entries = [
      entry('toolkits', list('github', 'google_maps', 'slack', 'linear', 'notion', 'hubspot', 'salesforce', 'outlook')),
      entry(
        'authConfigs',
        object(entry('github', text('process.env.GITHUB_AUTH_CONFIG_ID!')), entry('7todos', string("it's"))),
      ),
      {
        kind: 'guarded',
        condition: 'process.env.SLACK_AUTH_CONFIG_ID',
        entries: [entry('connectedAccounts', object(entry('slack', list('ca_1234567890', 'ca_1234567891'))))],
      } satisfies ConfigEntry,
    ];
    const code = `const config = ${renderObject(entries, style, at('', 15, 1))};\n`;
    const formatted = await prettier.format(code, { parser: 'typescript', singleQuote: true, printWidth: 100 });
    expect(code).toBe(formatted);
  });
});

describe('renderString and renderKey', () => {
  it('escapes, and takes the other quotes where that saves escapes', () => {
    expect(renderString("it's", style)).toBe('"it\'s"');
    expect(renderString(`it's "x"`, style)).toBe(`'it\\'s "x"'`);
    expect(renderString('a\\b\n\u2028\u0001', style)).toBe("'a\\\\b\\n\\u2028\\x01'");
    expect(renderString('x', { quote: '"' })).toBe('"x"');
  });

  it('quotes keys only where it must', () => {
    const key = (name: string) => renderKey({ kind: 'name', name }, style);
    expect(key('google_maps')).toBe('google_maps');
    expect(key('constructor')).toBe('constructor');
    expect(key('a-b')).toBe("'a-b'");
    expect(key('2chat')).toBe("'2chat'");
    expect(key('__proto__')).toBe("['__proto__']");
    expect(renderKey({ kind: 'computed', text: 'toolkit' }, style)).toBe('[toolkit]');
  });
});

describe('dedent and reindent', () => {
  it('moves every line but the first', () => {
    expect(dedent('f(\n    a,\n      b,\n  c\n)', '    ', '  ')).toBe('f(\n  a,\n    b,\n  c\n)');
    expect(reindent('{\r\n      a,\r\n    }', '\t')).toBe('{\r\n\t  a,\r\n\t}');
  });

  it('leaves the insides of templates and continued strings alone', () => {
    const value = '{\n    a: `\n    x ${f(\n    y\n    )}\n    `,\n    b: "\\\n    z",\n    }';
    expect(dedent(value, '    ', '')).toBe('{\na: `\n    x ${f(\ny\n)}\n    `,\nb: "\\\n    z",\n}');
  });

  it('leaves a text alone that it cannot read', () => {
    expect(dedent('`\n  a` (\n  b', '  ', '')).toBe('`\n  a` (\n  b');
  });
});
