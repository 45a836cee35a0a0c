/**
 * Every folder under `fixtures/`: the output is exact, it parses, changed bytes lie inside of edits, a second run
 * changes nothing, the report accounts for every direct call, no session reaches more than the calls that it replaces,
 * and the notes of each site name the differences that the texts show.
 */
import { describe, expect, it } from 'vitest';
import { changedOutside } from '../src/edit/apply.js';
import { parse } from '../src/edit/parse.js';
import { tokensOf } from '../src/edit/tree.js';
import type { PipelineResult } from '../src/pipeline-types.js';
import { DIRECT_METHODS } from '../src/sdk/apis.js';
import { accessProblems } from './support/fixtureAccess.js';
import {
  migrateFiles,
  readCases,
  type ExpectedNote,
  type ExpectedSite,
  type FixtureCase,
} from './support/fixtureCases.js';

const SOURCE = /\.[cm]?[jt]sx?$/;

const cases = await readCases();

describe.each(cases)('$name', (fixture) => {
  it('is migrated to exactly the expected text, once, with every site accounted for', async () => {
    const result = await migrateFiles(fixture.before, fixture.options);
    const after = textsAfter(fixture.before, result);
    expect(result.report.files.flatMap((file) => file.error ?? [])).toEqual([]);
    expect(shown(result, fixture)).toEqual(expectedSites(fixture));
    if (fixture.notes) expect(notesOf(result, fixture)).toEqual(fixture.notes);
    for (const [name, text] of fixture.after) expect(after.get(name), name).toBe(text);
    expect([...after.keys()].sort()).toEqual([...fixture.after.keys()].sort());

    for (const change of result.changes) {
      if (!SOURCE.test(change.path)) continue;
      parse(change.after, change.path);
      expect(changedOutside(change.before, change.after, change.edits), change.path).toBeNull();
      for (const edit of change.edits) expect(edit.reason, `reason of ${edit.transform}`).not.toBe('');
    }

    const access = accessProblems(fixture.before, result);
    // Where an option allows more, more must be seen, or the measure would prove nothing.
    if (fixture.options.allowWider) expect(access.wider).not.toEqual([]);
    else if (fixture.options.accept?.includes('auth-config-implicit')) {
      // That the service chooses is what was accepted.
      expect(access.wider).toEqual([expect.stringContaining('the session has no auth config')]);
    } else expect(access.wider).toEqual([]);
    expect(access.notes).toEqual([]);

    const again = await migrateFiles(after, fixture.options);
    expect(again.changes.map((change) => change.path)).toEqual([]);
    expect(again.report.summary.sites.migrated).toBe(0);
  });
});

/** The notes of files, with the fields that the case says something about. */
function notesOf({ report }: PipelineResult, { notes, input }: FixtureCase): ExpectedNote[] {
  const found = report.files.flatMap((file) => file.notes.map((note) => ({ ...note, path: file.path })));
  return found.map((note, index) => {
    const wanted = notes?.[index];
    const isNamed = wanted?.path !== undefined || note.path !== input;
    return {
      ...(isNamed ? { path: note.path } : {}),
      ...(note.line !== undefined && wanted?.line !== undefined ? { line: note.line } : {}),
      code: note.code,
      ...(wanted?.message === undefined ? {} : { message: note.message }),
    };
  });
}

function textsAfter(before: ReadonlyMap<string, string>, { changes }: PipelineResult): Map<string, string> {
  const after = new Map(before);
  for (const change of changes) after.set(change.path, (change.bom ? '\uFEFF' : '') + change.after);
  return after;
}

type ShownSite = Omit<ExpectedSite, 'path'> & { path: string };

function inOrder<T extends ShownSite>(sites: T[]): T[] {
  return sites.sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
}

/** The sites of the report, with the fields that the case says something about. */
function shown({ report }: PipelineResult, fixture: FixtureCase): ShownSite[] {
  const left = [...(fixture.sites ?? [])];
  const sites = report.files.flatMap((file) =>
    file.sites.map((site): ShownSite => {
      const { line, api, outcome, code, effect } = site;
      const at = left.findIndex(
        (one) => one.line === line && one.api === api && (one.path ?? fixture.input) === file.path,
      );
      const [wanted] = at < 0 ? [] : left.splice(at, 1);
      const found: ShownSite = { path: file.path, line, api, outcome };
      // A site left behind is always shown with its code: the reason is half of the message.
      if (code !== undefined && (!wanted || wanted.code !== undefined)) found.code = code;
      if (effect !== undefined && wanted?.effect !== undefined) found.effect = effect;
      if (wanted?.notes) found.notes = site.notes.map((note) => note.code).sort();
      return found;
    }),
  );
  return inOrder(sites);
}

function expectedSites(fixture: FixtureCase): ShownSite[] {
  if (!fixture.sites) return inOrder(directCalls(fixture));
  return inOrder(
    fixture.sites.map((site) => ({
      ...site,
      path: site.path ?? fixture.input ?? '',
      ...(site.notes ? { notes: [...site.notes].sort() } : {}),
    })),
  );
}

/** Without a report of its own a case has only sites that are migrated: its direct calls, read off the tokens. */
function directCalls({ before }: FixtureCase): ShownSite[] {
  const found: ShownSite[] = [];
  for (const [path, raw] of before) {
    if (!SOURCE.test(path)) continue;
    const text = raw.replace(/^\uFEFF/, '');
    const tokens = tokensOf(parse(text, path)).filter((token) => !/^[!)]$/.test(token.kind));
    const word = (index: number): string => text.slice(tokens[index]?.start, tokens[index]?.end);
    tokens.forEach((token, index) => {
      const line = text.slice(0, token.start).split('\n').length;
      const isCall = DIRECT_METHODS.get(word(index - 2))?.has(word(index)) && /^\??\.$/.test(word(index - 1));
      if (isCall) found.push({ path, line, api: `${word(index - 2)}.${word(index)}`, outcome: 'migrated' });
      const isProperty =
        word(index) === 'toolkitVersions' && /^[:,}]$/.test(word(index + 1)) && !/^\./.test(word(index - 1));
      if (isProperty) found.push({ path, line, api: 'toolkitVersions', outcome: 'migrated' });
    });
  }
  return found;
}
