import { Command, Option } from 'commander';
import { TOOL_NAME, toolVersion } from '../tool.js';
import type { RawOptions } from './options.js';

/** What each command does with what it was given. */
export interface Handlers {
  migrate(paths: string[], options: RawOptions): Promise<void>;
  list(options: RawOptions): Promise<void>;
  explain(code: string, options: RawOptions): Promise<void>;
  undo(options: RawOptions): Promise<void>;
  completion(shell: string, options: RawOptions): Promise<void>;
}

const EXAMPLES = `
Examples:
  $ ${TOOL_NAME} --dry-run        show what would change, write nothing
  $ ${TOOL_NAME} src              migrate one folder
  $ ${TOOL_NAME} --check          in CI: exit 1 while anything is left
  $ ${TOOL_NAME} explain no-user  what a finding means and what to do

Exit codes: 0 done, 1 something left to do (--check), 2 refused,
            3 a file failed, 130 stopped by Ctrl-C`;

const WHAT = 'What is done:';
const HOW = 'How it is migrated:';
const REPORT = 'The report:';
const FILES = 'Which files:';

/** Every option and command with its words. Nothing is run here, and nothing is checked that needs more than syntax. */
export function createProgram(handlers: Handlers): Command {
  const program = new Command(TOOL_NAME)
    .description(
      'Moves code from Composio’s direct tool calls to sessions: TypeScript, JavaScript; finds them in Python.',
    )
    .usage('[options] [paths...]')
    .argument('[paths...]', 'files, folders or globs (default: the current folder)')
    .version(toolVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .addHelpText('after', EXAMPLES);
  for (const option of migrateOptions()) program.addOption(option);
  program.action((paths: string[], _options: unknown, command: Command) => handlers.migrate(paths, optionsOf(command)));

  program
    .command('list')
    .description('the transforms, in order')
    .addOption(jsonFormat())
    .action((_options: unknown, command: Command) => handlers.list(optionsOf(command)));
  program
    .command('explain')
    .description('what a finding means, why, and what to do')
    .argument('<code>', 'a code of the report, such as toolkit-unknown')
    .addOption(jsonFormat())
    .addOption(noColor())
    .action((code: string, _options: unknown, command: Command) => handlers.explain(code, optionsOf(command)));
  const undo = program
    .command('undo')
    .description('take the last run back, without git; files changed since are refused');
  for (const option of reportOptions()) undo.addOption(option);
  undo.action((_options: unknown, command: Command) => handlers.undo(optionsOf(command)));
  program
    .command('completion')
    .description('print the completion script of a shell')
    .argument('<shell>', 'bash, zsh or fish')
    .action((shell: string, _options: unknown, command: Command) => handlers.completion(shell, optionsOf(command)));
  return program;
}

/** Options before the name of a command count for it, too. */
function optionsOf(command: Command): RawOptions {
  return command.optsWithGlobals();
}

function migrateOptions(): Option[] {
  return [
    ...grouped(WHAT, [
      new Option('-d, --dry-run', 'write nothing; print the diff of every file that would change'),
      new Option('--check', 'write nothing; exit 1 while anything is left to do'),
      new Option('--diff', 'print the diff also when writing or checking'),
      new Option('-i, --interactive', 'show each change and ask'),
      new Option('-t, --transform <name...>', 'only these transforms (see list)'),
      new Option('--baseline <report.json>', 'with --check: count only sites that this report does not list'),
      new Option('--force', 'write although git has uncommitted changes in the paths'),
    ]),
    ...grouped(HOW, [
      new Option(
        '--auth-config <id or name>=<toolkit>',
        'toolkit of an auth config, or managed=<toolkit> (repeatable)',
      ).argParser(collect),
      new Option('--resolve-auth-configs', 'ask the Composio API for the toolkit of unknown auth configs'),
      new Option('--accounts <mode>', 'lookup: look accounts up in the code where their auth config is unknown'),
      new Option('--tools <mode>', 'what session.tools() exposes: auto, meta or direct (default: auto)'),
      new Option('--strict', 'migrate only what behaves the same'),
      new Option('--allow-wider', 'migrate also what cannot keep its limit, with a note'),
      new Option('--accept <code...>', 'migrate also what is left only for this reason (see explain)'),
      new Option('--no-sandbox', 'switch the cloud sandbox of sessions off'),
      new Option('--no-manage-connections', 'switch connection management of sessions off'),
      new Option('--todo', 'leave a TODO comment above each site that needs you'),
      new Option('--no-todo', 'leave none (default)'),
      new Option('--no-verify', 'skip the type check of changed files'),
      new Option('--no-upgrade', 'leave package.json alone; emit only what the installed SDK has'),
      new Option('--offline', 'never ask the registry for versions'),
    ]),
    ...grouped(FILES, [
      new Option('--ignore <glob...>', 'leave these files out'),
      new Option('--no-gitignore', 'look also at what .gitignore names, and at build output'),
      new Option('--ext <list>', 'extensions, with commas (default: ts,tsx,mts,cts,js,jsx,mjs,cjs,py)').argParser(
        collect,
      ),
      new Option('--jobs <n>', 'most workers to use; at present one does all of the work'),
    ]),
    ...reportOptions(),
  ];
}

function reportOptions(): Option[] {
  return grouped(REPORT, [
    new Option('--format <format>', 'text, json, sarif, github, markdown, html or prompt (default: text)'),
    new Option('-o, --output <file>', 'the report goes there, text still to the terminal'),
    new Option('--quiet', 'only the summary and failures'),
    new Option('--verbose', 'everything about every site'),
    noColor(),
  ]);
}

function jsonFormat(): Option {
  return new Option('--format <format>', 'text or json (default: text)');
}

function noColor(): Option {
  return new Option('--no-color', 'no colours (NO_COLOR and FORCE_COLOR are honoured)');
}

function grouped(heading: string, options: Option[]): Option[] {
  return options.map((option) => option.helpGroup(heading));
}

function collect(value: string, earlier: string[] | undefined): string[] {
  return [...(earlier ?? []), value];
}
