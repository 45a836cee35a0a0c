import { EXPLANATIONS, explanationOf } from './explanations.js';
import type { Explanation, FindingKind } from './explanation.js';
import { TRANSFORM_GUIDES } from './transformGuides.js';
import type { TransformGuide } from './transformGuides.js';

/** What a kind of finding is called in lists and pages. */
export const KIND_TITLES: ReadonlyMap<FindingKind, { one: string; many: string; about: string }> = new Map([
  [
    'manual',
    {
      one: 'needs you',
      many: 'Sites that need you',
      about: 'The call was left byte for byte as it is; a person has to act.',
    },
  ],
  [
    'kept',
    {
      one: 'kept on purpose',
      many: 'Sites that are kept on purpose',
      about: 'The call has no session form or was excluded, and goes on working.',
    },
  ],
  [
    'effect',
    {
      one: 'behaves differently',
      many: 'What can behave differently',
      about: 'Notes of migrated sites whose effect is `differs`.',
    },
  ],
  ['note', { one: 'note', many: 'Notes', about: 'Things that are worth knowing about a site, a file or the project.' }],
  [
    'error',
    {
      one: 'failed file',
      many: 'Why a file failed',
      about: 'The file is as it was, all others are done, and the exit code is 3.',
    },
  ],
  [
    'refusal',
    {
      one: 'refused run',
      many: 'Why a run was refused',
      about: 'Nothing was read or written, and the exit code is 2.',
    },
  ],
]);

/** Names of the kinds of an explanation, as `needs you` or `needs you; behaves differently`. */
export function kindsOf(explanation: Explanation): string {
  const kinds = explanation.alsoKind ? [explanation.kind, explanation.alsoKind] : [explanation.kind];
  return kinds.map((kind) => KIND_TITLES.get(kind)?.one ?? kind).join('; ');
}

/** The explanation as Markdown without a heading: for pages, SARIF help and work lists. Ends without a line feed. */
export function explanationMarkdown(explanation: Explanation): string {
  const parts = [`**${explanation.title}.** ${explanation.means}`, `**Why:** ${explanation.why}`];
  if (explanation.before !== undefined) {
    const title = explanation.after === undefined ? 'For example:' : 'Before:';
    parts.push(title, fenced(explanation.before, explanation.language));
  }
  if (explanation.after !== undefined) parts.push('After:', fenced(explanation.after, explanation.language));
  parts.push(`**What to do:** ${explanation.todo}`);
  return parts.join('\n\n');
}

/** The explanation as plain text without examples. */
export function explanationText(explanation: Explanation): string {
  return [
    `${explanation.title}.`,
    explanation.means,
    `Why: ${explanation.why}`,
    `What to do: ${explanation.todo}`,
  ].join('\n\n');
}

/** The page of one code in docs/codes. */
export function codePage(explanation: Explanation): string {
  return `# ${explanation.code}\n\n*${capital(kindsOf(explanation))}*\n\n${explanationMarkdown(explanation)}\n\n[All codes](README.md)\n`;
}

/** The index of docs/codes. */
export function codeIndex(): string {
  const parts = [
    '# Finding codes',
    'Every site, file and note in a report carries one of these codes. `npx composio-to-sessions explain <code>` prints the same text in a terminal.',
  ];
  for (const [kind, titles] of KIND_TITLES) {
    const rows = EXPLANATIONS.filter((each) => each.kind === kind || each.alsoKind === kind)
      .map((each) => each.code)
      .sort()
      .map((code) => `| [\`${code}\`](${code}.md) | ${explanationOf(code)?.title ?? ''} |`);
    parts.push(`## ${titles.many}`, titles.about, ['| Code | Meaning |', '| --- | --- |', ...rows].join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

/** Fences code, of TypeScript where nothing else is said. */
export function fenced(code: string, language = 'ts'): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The page of one transform in docs/transforms. */
export function transformPage(guide: TransformGuide, summary: string): string {
  const parts = [`# ${guide.name}`, summary, guide.does];
  for (const example of guide.examples) {
    parts.push('Before:', fenced(example.before), 'After:', fenced(example.after));
  }
  parts.push('What it leaves alone:', guide.leaves.map((item) => `- ${item}`).join('\n'));
  parts.push(
    `Run it alone with \`npx composio-to-sessions --transform ${guide.name}\`.`,
    '[All transforms](README.md)',
  );
  return `${parts.join('\n\n')}\n`;
}

/** The index of docs/transforms, in the order in which transforms run. */
export function transformIndex(transforms: readonly { name: string; summary: string }[]): string {
  const rows = transforms.map(
    ({ name, summary }) => `| [\`${name}\`](${name}.md) | ${summary.replaceAll('|', '\\|')} |`,
  );
  return `# Transforms\n\nIn the order in which they run. \`npx composio-to-sessions list\` prints the same list.\n\n| Name | What it does |\n| --- | --- |\n${rows.join('\n')}\n`;
}

/** Every generated page: path below docs/ and content. */
export function allPages(transforms: readonly { name: string; summary: string }[]): Map<string, string> {
  const pages = new Map<string, string>([['codes/README.md', codeIndex()]]);
  for (const explanation of EXPLANATIONS) pages.set(`codes/${explanation.code}.md`, codePage(explanation));
  pages.set('transforms/README.md', transformIndex(transforms));
  const guides = new Map(TRANSFORM_GUIDES.map((guide) => [guide.name, guide]));
  for (const { name, summary } of transforms) {
    const guide = guides.get(name);
    if (guide) pages.set(`transforms/${name}.md`, transformPage(guide, summary));
  }
  return pages;
}
