import { contextWithoutEnvFiles, withoutEnvValues } from './envFiles.js';
import type { Report, ReportContext } from './report.js';

type Renderer = (report: Report, context: ReportContext) => string;

/** What is not needed is not loaded: `text` is asked for most, `html` brings a page with it. */
const RENDERERS = {
  text: async () => (await import('./text.js')).renderText,
  json: async () => (await import('./json.js')).renderJson,
  sarif: async () => (await import('./sarif.js')).renderSarif,
  github: async () => (await import('./github.js')).renderGithub,
  markdown: async () => (await import('./markdown.js')).renderMarkdown,
  html: async () => (await import('./html.js')).renderHtml,
  prompt: async () => (await import('./prompt.js')).renderPrompt,
} as const satisfies Record<string, () => Promise<Renderer>>;

export type Format = keyof typeof RENDERERS;

/** Names for `--format`, in the order in which help shows them. */
export const FORMATS = Object.keys(RENDERERS) as readonly Format[];

export function isFormat(name: string): name is Format {
  return (FORMATS as readonly string[]).includes(name);
}

/**
 * The report in one of the formats, as a whole text that ends with a line feed. Values of env files are in none.
 *
 * @param context what a renderer may look up beside the report; never part of the JSON
 */
export async function render(format: Format, report: Report, context: ReportContext): Promise<string> {
  const renderer: Renderer = await RENDERERS[format]();
  return renderer(withoutEnvValues(report), contextWithoutEnvFiles(context));
}
