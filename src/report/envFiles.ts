import type { Report, ReportContext } from './report.js';

/** Said instead of a diff that would show values. */
export const NO_ENV_VALUES = 'Lines of env files are not shown: they may hold secrets.';

/** Whether a path is a file of environment variables, template or not. */
export function isEnvFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return name === '.env' || name === '.envrc' || name.startsWith('.env.') || name.endsWith('.env');
}

const ASSIGNMENT = /^\s*(?:#\s*)?(?:export\s+)?([\w.-]+)\s*=\s*(.*)$/;
const PLACEHOLDER =
  /^(?:|true|false|\d{1,5}|(?:your|my|change|replace|insert|add|todo|example|placeholder)[\w-]*|x{2,}|\.{2,}|…|<.*>|\$\{.*\})$/i;

/** Whether a diff shows a value that may be a secret. */
function showsValue(diff: string): boolean {
  return diff.split('\n').some((line) => {
    const isContent = /^[ +-]/.test(line) && !/^(?:--- |\+\+\+ )/.test(line);
    return isContent && holdsValue(line.slice(1));
  });
}

/** Version pins, placeholders and comments are no secrets; a line that is no assignment may be the middle of a value. */
function holdsValue(line: string): boolean {
  const match = ASSIGNMENT.exec(line);
  if (!match) return line.trim() !== '' && !line.trim().startsWith('#');
  const [, key = '', raw = ''] = match;
  if (key.toUpperCase().startsWith('COMPOSIO_TOOLKIT_VERSION')) return false;
  const value = raw.trim().replace(/^(["'])(.*)\1$/, '$2');
  return !PLACEHOLDER.test(value);
}

/**
 * The report as it may be shown: the diff of an env file is left out if it would show a value, and so is its text.
 * (A diff with hidden values could not be applied, so there is no masked form.)
 */
export function withoutEnvValues(report: Report): Report {
  if (!report.files.some((file) => file.diff !== undefined && isEnvFile(file.path))) return report;
  return {
    ...report,
    files: report.files.map((file) => {
      if (file.diff === undefined || !isEnvFile(file.path)) return file;
      if (!showsValue(file.diff)) return file;
      const { diff: _diff, ...rest } = file;
      return rest;
    }),
  };
}

/** The context with no access to the texts of env files. */
export function contextWithoutEnvFiles(context: ReportContext): ReportContext {
  return {
    ...context,
    before: (path) => (isEnvFile(path) ? undefined : context.before(path)),
    after: (path) => (isEnvFile(path) ? undefined : context.after(path)),
  };
}
