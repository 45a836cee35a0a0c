import { callsIn, lineAt, type ElsewhereFile } from './calls.js';
import { kindOf } from './kinds.js';

/** A call outside of code files that reads toolkit versions. */
export interface ReaderElsewhere {
  path: string;
  /** `component`: it may use a client of the package's TypeScript; `notebook`: it has a client of its own. */
  kind: 'component' | 'notebook';
  /** `tools.get in src/App.vue:12` */
  words: string;
}

/** The calls in components and notebooks that read toolkit versions, in the order of the files. */
export function readersElsewhere(files: readonly ElsewhereFile[]): ReaderElsewhere[] {
  return files.flatMap((file) => {
    const kind = kindOf(file.path);
    if ((kind !== 'component' && kind !== 'notebook') || !/composio/i.test(file.text)) return [];
    return callsIn(file, kind)
      .filter((call) => call.readsVersions)
      .map(({ api, offset }) => ({
        path: file.path,
        kind,
        words: `${api} in ${file.path}:${lineAt(file.text, offset)}`,
      }));
  });
}
