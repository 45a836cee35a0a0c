/** Facts of small Python programs. */
import { analyzePython, type PythonFileFacts, type PythonSiteFact } from '../../src/python/index.js';

/** Head of a program with a client called `hub`. */
export const HUB = 'from composio import Composio\nhub = Composio()\n';

/** Facts of every candidate of a project, by path. */
export async function factsOf(files: Record<string, string>): Promise<Map<string, PythonFileFacts>> {
  const texts = new Map(Object.entries(files));
  const folders = [...texts.keys()].map((file) => file.slice(0, file.lastIndexOf('/') + 1));
  const { files: facts, failed } = await analyzePython({
    files: [...texts].filter(([, text]) => /composio/i.test(text)).map(([path, text]) => ({ path, text })),
    read: (file) => texts.get(file),
    isFolder: (folder) => folders.some((one) => one.startsWith(`${folder}/`)),
  });
  if (failed.size > 0) throw new Error(JSON.stringify([...failed]));
  return facts;
}

/** The sites of one file. */
export async function sitesOf(text: string, others: Record<string, string> = {}): Promise<PythonSiteFact[]> {
  return (await factsOf({ 'main.py': text, ...others })).get('main.py')!.sites;
}

/** The one site of a statement after `HUB`. */
export async function siteOf(statement: string, others?: Record<string, string>): Promise<PythonSiteFact> {
  const sites = await sitesOf(HUB + statement, others);
  if (sites.length !== 1) throw new Error(`${sites.length} sites in ${statement}`);
  return sites[0]!;
}
