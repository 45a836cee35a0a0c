import { describe, expect, it } from 'vitest';
import { readManifest, manifestKind } from '../../src/python/manifests/read.js';
import { lowestAllowed, normalized, parseRequirement } from '../../src/python/manifests/requirement.js';
import { firstPythonVersion, PYTHON_CAPABILITIES, pythonVersionHas } from '../../src/sdk/python/capabilities.js';

const read = (path: string, ...lines: string[]) => readManifest({ path, text: `${lines.join('\n')}\n` });

describe('a requirement', () => {
  it.each([
    ['composio', { name: 'composio', extras: [], specifier: '', marker: null, direct: false }],
    ['composio==0.10.7', { specifier: '==0.10.7' }],
    ['  composio >= 0.10, < 1', { name: 'composio', specifier: '>= 0.10, < 1' }],
    [
      'Composio_OpenAI[all, x]~=0.9 ; python_version >= "3.10"',
      { name: 'composio-openai', extras: ['all', 'x'], specifier: '~=0.9', marker: 'python_version >= "3.10"' },
    ],
    ['composio (>=0.10)', { specifier: '>=0.10' }],
    ['composio @ git+https://github.com/x/y@main', { direct: true, specifier: '' }],
    ['composio===0.10.dev1', { specifier: '===0.10.dev1' }],
    ['composio==0.10.*', { specifier: '==0.10.*' }],
  ])('%s', (text, expected) => {
    expect(parseRequirement(text)).toMatchObject(expected);
  });

  it.each(['-r other.txt', '--index-url https://x', './local', 'composio => 1', '# composio', '', 'a b'])(
    'is not: %s',
    (text) => {
      expect(parseRequirement(text)).toBeNull();
    },
  );

  it.each([
    ['>=0.10,<1', '0.10'],
    ['==0.10.7', '0.10.7'],
    ['==0.10.*', '0.10'],
    ['~=0.9', '0.9'],
    ['^0.8.11', '0.8.11'],
    ['0.7', '0.7'],
    ['<1', null],
    ['<1,>0.9', '0.9'],
    ['!=0.9', null],
    ['', null],
    ['*', null],
  ])('%s allows nothing below %s', (specifier, lowest) => {
    expect(lowestAllowed(specifier)).toBe(lowest);
  });

  it('has one name however it is written', () => {
    expect(['composio_openai', 'Composio.OpenAI', 'composio--openai'].map(normalized)).toEqual(
      Array.from({ length: 3 }, () => 'composio-openai'),
    );
  });
});

describe('which files are manifests', () => {
  it.each([
    ['requirements.txt', 'requirements'],
    ['api/requirements-dev.txt', 'requirements'],
    ['requirements/base.in', 'requirements'],
    ['pyproject.toml', 'pyproject'],
    ['a/setup.cfg', 'setup.cfg'],
    ['Pipfile', 'Pipfile'],
    ['Pipfile.lock', null],
    ['constraints.txt', null],
    ['package.json', null],
    ['my-requirements.txt', null],
  ])('%s', (path, kind) => {
    expect(manifestKind(path)).toBe(kind);
  });
});

describe('a manifest', () => {
  it('in the form of pip is read with continuations, hashes and comments', () => {
    const text = [
      '# composio==1',
      '-r base.txt',
      'openai  # composio==2',
      'composio==0.10.7 \\',
      '    --hash=sha256:aa \\',
      '    --hash=sha256:bb',
      'composio_openai>=0.9 ; python_version >= "3.10"  # pinned',
    ].join('\r\n');
    const fact = readManifest({ path: 'api/requirements.txt', text })!;
    expect(fact).toMatchObject({ folder: 'api', kind: 'requirements', requiresPython: null });
    expect(fact.requirements).toMatchObject([
      { name: 'openai', specifier: '', range: null, line: 3, hashed: false },
      { name: 'composio', specifier: '==0.10.7', hashed: true, line: 4 },
      { name: 'composio-openai', specifier: '>=0.9', marker: 'python_version >= "3.10"', line: 7 },
    ]);
    for (const { range, specifier } of fact.requirements) {
      if (range) expect(text.slice(range.start, range.end)).toBe(specifier);
    }
  });

  it.each([
    [
      'PEP 621 and uv',
      [
        '[project]',
        'requires-python = ">=3.11"',
        'dependencies = [',
        '  "composio>=0.10,<1",',
        ']',
        '[project.optional-dependencies]',
        'ai = ["composio-openai~=0.10"]',
        '[dependency-groups]',
        'dev = ["composio==0.9.0", { include-group = "x" }]',
        '[tool.uv]',
        'dev-dependencies = ["composio-langchain"]',
      ],
      '>=3.11',
      [
        ['composio', '>=0.10,<1', 'dependencies', 4],
        ['composio-openai', '~=0.10', 'optional-dependencies.ai', 7],
        ['composio', '==0.9.0', 'dependency-groups.dev', 9],
        ['composio-langchain', '', 'tool.uv.dev-dependencies', 11],
      ],
    ],
    [
      'Poetry',
      [
        '[tool.poetry.dependencies]',
        'python = "^3.10"',
        'composio = "^0.10.7"',
        'composio-openai = { version = "0.10", extras = ["a"] }',
        'other = { git = "https://x" }',
        'any = "*"',
        '[tool.poetry.group.dev.dependencies]',
        'composio = "0.9"',
      ],
      '^3.10',
      [
        ['composio', '^0.10.7', 'tool.poetry.dependencies', 3],
        ['composio-openai', '0.10', 'tool.poetry.dependencies', 4],
        ['other', '', 'tool.poetry.dependencies', 5],
        ['any', '', 'tool.poetry.dependencies', 6],
        ['composio', '0.9', 'tool.poetry.group.dev.dependencies', 8],
      ],
    ],
    [
      'PDM',
      ['[tool.pdm.dev-dependencies]', 'test = ["composio>=0.8"]'],
      null,
      [['composio', '>=0.8', 'tool.pdm.dev-dependencies.test', 2]],
    ],
  ])('pyproject.toml in the form of %s', (_, lines, requiresPython, requirements) => {
    const fact = read('pyproject.toml', ...lines)!;
    const text = `${lines.join('\n')}\n`;
    expect(fact.requiresPython).toBe(requiresPython);
    expect(fact.requirements.map((one) => [one.name, one.specifier, one.section, one.line])).toEqual(requirements);
    for (const { range, specifier } of fact.requirements) {
      if (specifier !== '') expect(text.slice(range!.start, range!.end)).toBe(specifier);
    }
  });

  it('setup.cfg is read in its lists only', () => {
    const fact = read(
      'setup.cfg',
      '[metadata]',
      'name = composio==1',
      '[options]',
      'python_requires = >=3.10',
      'install_requires =',
      '    composio>=0.10',
      '    # composio==2',
      '    openai',
      'zip_safe = no',
      '[options.extras_require]',
      'dev = composio-openai==0.9',
    )!;
    expect(fact.requiresPython).toBe('>=3.10');
    expect(fact.requirements.map((one) => [one.name, one.specifier, one.section, one.line])).toEqual([
      ['composio', '>=0.10', 'install_requires', 6],
      ['openai', '', 'install_requires', 8],
      ['composio-openai', '==0.9', 'extras_require.dev', 11],
    ]);
  });

  it('Pipfile is read with its Python', () => {
    const fact = read(
      'Pipfile',
      '[packages]',
      'composio = "==0.10.7"',
      'requests = {version = "*"}',
      '[requires]',
      'python_version = "3.11"',
    )!;
    expect(fact).toMatchObject({
      requiresPython: '==3.11.*',
      requirements: [
        { name: 'composio', specifier: '==0.10.7', section: 'packages', line: 2 },
        { name: 'requests', specifier: '' },
      ],
    });
  });

  it('that is broken is none', () => {
    expect(read('pyproject.toml', '[project', 'dependencies = 1')).toBeNull();
    expect(read('Pipfile', '= =')).toBeNull();
  });
});

describe('capabilities of the Python SDK', () => {
  it('each have a version, a source and words', () => {
    for (const [name, fact] of PYTHON_CAPABILITIES) {
      expect(fact.since, name).toMatch(/^\d+\.\d+\.\d+$/);
      expect(fact.where.length, name).toBeGreaterThan(10);
      expect(fact.what, name).not.toBe('');
    }
  });

  it.each([
    ['0.9.4', false],
    ['0.10', true],
    ['0.10.0rc1', true],
    ['1.0', true],
    ['x', null],
  ])('%s has sessions: %s', (version, has) => {
    expect(firstPythonVersion('sessions')).toBe('0.10.0');
    expect(pythonVersionHas(version, 'sessions')).toBe(has);
  });
});
