import { describe, expect, it } from 'vitest';
import { pinReads, removeVersionPins } from '../../src/elsewhere/index.js';
import { applyEdits } from '../manifest/apply.js';

const after = (text: string, path = '.env.example', allowed = true): string =>
  applyEdits(text, removeVersionPins({ path, text }, allowed));

const PIN = 'COMPOSIO_TOOLKIT_VERSION_GITHUB=20250909_00';
const SLACK = 'COMPOSIO_TOOLKIT_VERSION_SLACK="20250902_00" # newest';

describe('removing version pins from env templates', () => {
  it.each([
    ['in between', `A=1\n${PIN}\nB=2\n`, 'A=1\nB=2\n'],
    ['several', `A=1\n${PIN}\n${SLACK}\nB=2\n`, 'A=1\nB=2\n'],
    ['commented out', `A=1\n# ${PIN}\nB=2\n`, 'A=1\nB=2\n'],
    ['exported', `export ${PIN}\nB=2\n`, 'B=2\n'],
    ['without a value', 'A=1\nCOMPOSIO_TOOLKIT_VERSION_GITHUB=\nB=2\n', 'A=1\nB=2\n'],
    ['the whole file', `${PIN}\n`, ''],
    ['at the end', `A=1\n${PIN}\n`, 'A=1\n'],
    ['at the end after a blank line', `A=1\n\n${PIN}\n`, 'A=1\n'],
    ['at the end without a line break', `A=1\n${PIN}`, 'A=1'],
    ['at the end after a blank line without a line break', `A=1\n\n${PIN}`, 'A=1'],
    ['between blank lines', `A=1\n\n${PIN}\n\nB=2\n`, 'A=1\n\nB=2\n'],
    ['at the start before a blank line', `${PIN}\n\nB=2\n`, 'B=2\n'],
    ['runs with a blank line between', `${PIN}\n\n${SLACK}\n`, ''],
    ['runs between others', `A=1\n\n${PIN}\n\n${SLACK}\n\nB=2\n`, 'A=1\n\nB=2\n'],
    ['CRLF', `A=1\r\n${PIN}\r\nB=2\r\n`, 'A=1\r\nB=2\r\n'],
    ['CRLF at the end without a line break', `A=1\r\n${PIN}`, 'A=1'],
  ])('%s', (_name, text, expected) => {
    expect(after(text)).toBe(expected);
    expect(after(expected)).toBe(expected);
  });

  it.each([
    ['a comment that speaks only of the pins', `A=1\n\n# Pinned toolkit versions\n${PIN}\n\nB=2\n`, 'A=1\n\nB=2\n'],
    ['the last lines', `A=1\n# Versions of the tools\n${PIN}\n`, 'A=1\n'],
  ])('takes along %s', (_name, text, expected) => {
    expect(after(text)).toBe(expected);
  });

  it.each([
    ['a comment of another subject', `# Composio\n${PIN}\nB=2\n`, '# Composio\nB=2\n'],
    [
      'a comment that names another variable',
      `# Toolkit versions, see COMPOSIO_API_KEY\n${PIN}\n`,
      '# Toolkit versions, see COMPOSIO_API_KEY\n',
    ],
    ['a comment that heads other lines too', `# Tool versions\n${PIN}\nTOOL=2\n`, '# Tool versions\nTOOL=2\n'],
    ['a comment of several lines', `# Composio.\n# Toolkit versions\n${PIN}\n`, '# Composio.\n# Toolkit versions\n'],
    ['a comment apart', `# Toolkit versions\n\n${PIN}\nB=2\n`, '# Toolkit versions\n\nB=2\n'],
  ])('leaves %s', (_name, text, expected) => {
    expect(after(text)).toBe(expected);
  });

  it.each([
    ['a value that goes on in the next line', 'COMPOSIO_TOOLKIT_VERSION_GITHUB="1\n2"\n'],
    ['prose', '# Set COMPOSIO_TOOLKIT_VERSION_GITHUB=1 to pin\n'],
    ['a name that only contains it', 'MY_COMPOSIO_TOOLKIT_VERSION_GITHUB=1\n'],
    ['the bare prefix', 'COMPOSIO_TOOLKIT_VERSION=1\n'],
  ])('leaves %s', (_name, text) => {
    expect(after(text)).toBe(text);
  });

  it.each(['.env', '.env.local', 'Dockerfile', 'docker-compose.yml', '.github/workflows/ci.yml', '.env.production'])(
    'leaves %s: everything but templates is only reported',
    (path) => {
      expect(after(`${PIN}\n`, path)).toBe(`${PIN}\n`);
    },
  );

  it.each(['.env.example', 'apps/a/.env.sample', '.env.template', '.env.local.example'])('takes %s', (path) => {
    expect(after(`${PIN}\n`, path)).toBe('');
  });

  it('does nothing where a reader is left or git does not track the file', () => {
    expect(after(`${PIN}\n`, '.env.example', false)).toBe(`${PIN}\n`);
  });
});

describe('variables of pins that source code names', () => {
  const GITHUB = 'COMPOSIO_TOOLKIT_VERSION_GITHUB';

  it.each([
    ['a read', `const a = process.env.${GITHUB};`, [GITHUB]],
    ['a read by name', `const a = process.env['${GITHUB}'];`, [GITHUB]],
    ['a pattern', `const { ${GITHUB}: a } = process.env;`, [GITHUB]],
    ['a name put together', 'const a = env[`COMPOSIO_TOOLKIT_VERSION_${toolkit}`];', ['COMPOSIO_TOOLKIT_VERSION_…']],
    ['one of a line once', `process.env.${GITHUB} ? process.env.${GITHUB} : 1`, [GITHUB]],
    ['another variable', 'process.env.MY_COMPOSIO_TOOLKIT_VERSIONS', []],
  ])('%s', (_name, text, names) => {
    expect(pinReads(text, []).map((read) => read.name)).toEqual(names);
  });

  it('are listed by line, but not in code that goes away', () => {
    const text = `const a = process.env.${GITHUB};\nconst b = process.env.${GITHUB};\n`;
    expect(pinReads(text, []).map((read) => read.line)).toEqual([1, 2]);
    expect(pinReads(text, [{ start: 0, end: text.indexOf('\n') + 1 }]).map((read) => read.line)).toEqual([2]);
  });
});
