/** What the user could tell the tool, so that more is migrated: asked in interactive mode, kept in the answers file. */
import { mappingNameOf } from '../analyze/evidence/likely.js';
import type { AuthConfigFact, SiteFact } from '../analyze/facts.js';
import { ACCEPTABLE_CODES, type AcceptableCode } from '../findings/codes.js';
import type { SiteReport } from '../report/report.js';
import type { PlanInput } from './index.js';
import type { Plan } from './plan.js';
import { nameOfAuthConfig, withPreferred, wordsForAuthConfig } from './preferred.js';
import { buildRegistry, lift } from './registry.js';
import { toolkitOfAuthConfig } from './rules/authConfigToolkit.js';

export type Question = CredentialsQuestion | ToolkitQuestion | WhichQuestion | AcceptQuestion;

/** Can the user live with this reason, for every call that is left for it? */
export interface AcceptQuestion {
  kind: 'accept';
  code: AcceptableCode;
  places: QuestionPlace[];
}

/** Under which auth config are the accounts of this toolkit? */
export interface CredentialsQuestion {
  kind: 'credentials';
  toolkit: string;
  places: QuestionPlace[];
}

/** Which toolkit is this auth config? */
export interface ToolkitQuestion {
  kind: 'toolkit';
  /** What a mapping calls it: its id, its environment variable, its name in the code, or its source text. */
  name: string;
  /** Why it is not known, one sentence. */
  message: string;
  /** A toolkit that everything around the calls speaks of: to be offered first. Null when there is none. */
  likely: string | null;
  places: QuestionPlace[];
}

/** Which auth config do sessions of this toolkit take? */
export interface WhichQuestion {
  kind: 'which';
  toolkit: string;
  /** `name` goes into the answers file, `text` is how the code has it. */
  choices: { name: string; text: string }[];
  places: QuestionPlace[];
}

/** A site that waits for the answer. */
export interface QuestionPlace extends Pick<SiteReport, 'line' | 'column' | 'api'> {
  path: string;
}

/**
 * @param input what the plan was made of
 * @returns the questions, credentials first, each with every site that it is about
 */
export function questionsOf(input: PlanInput, plan: Plan): Question[] {
  return [
    ...credentialsQuestions(input, plan),
    ...toolkitQuestions(input, plan),
    ...whichQuestions(input, plan),
    ...acceptQuestions(input, plan),
  ];
}

function acceptQuestions(input: PlanInput, plan: Plan): AcceptQuestion[] {
  return ACCEPTABLE_CODES.flatMap((code) => {
    const places: QuestionPlace[] = [];
    for (const { site, report } of sitesOf(input, plan)) {
      if (report.outcome === 'manual' && report.code === code) places.push(placeOf(site));
    }
    return places.length > 0 ? [{ kind: 'accept' as const, code, places }] : [];
  });
}

/** One for each toolkit, those that the most calls wait for first. */
function credentialsQuestions(input: PlanInput, plan: Plan): CredentialsQuestion[] {
  const questions = new Map<string, CredentialsQuestion>();
  for (const { site, waitsFor } of sitesOf(input, plan)) {
    if (waitsFor === undefined) continue;
    const question = questions.get(waitsFor) ?? { kind: 'credentials', toolkit: waitsFor, places: [] };
    question.places.push(placeOf(site));
    questions.set(waitsFor, question);
  }
  return [...questions.values()].sort((a, b) => b.places.length - a.places.length || (a.toolkit < b.toolkit ? -1 : 1));
}

function toolkitQuestions(input: PlanInput, plan: Plan): ToolkitQuestion[] {
  const questions = new Map<string, ToolkitQuestion>();
  for (const { site, report } of sitesOf(input, plan)) {
    if (report.code !== 'toolkit-unknown' && report.code !== 'toolkit-unproven') continue;
    for (const fact of authConfigsOf(site)) {
      const found = toolkitOfAuthConfig(fact, input.options.mappings);
      // A mistaken id has no toolkit, and several ids have no single one.
      if (!('code' in found) || fact.mistaken !== null || (fact.expression.literals?.length ?? 0) > 1) continue;
      // The site waits for something else.
      if (found.message !== report.message) continue;
      const name = mappingNameOf(fact);
      const likely = fact.likely?.toolkit ?? null;
      const known = questions.get(name);
      const question = known ?? { kind: 'toolkit', name, message: found.message, likely, places: [] };
      if (question.likely !== likely) question.likely = null;
      question.places.push(placeOf(site));
      questions.set(name, question);
    }
  }
  return [...questions.values()];
}

/** Toolkits with several auth configs, where some session or `toolkits.authorize` goes without one for that. */
function whichQuestions(input: PlanInput, plan: Plan): WhichQuestion[] {
  const { mappings, preferred } = input.options;
  const registry = withPreferred(buildRegistry(input.files, mappings, input.packageOf), preferred);
  const questions: WhichQuestion[] = [];
  for (const { toolkit, values, others } of registry.entries.values()) {
    if (values.length === 0 || values.length + others.length < 2) continue;
    const places: QuestionPlace[] = [];
    for (const { site, report } of sitesOf(input, plan)) {
      const file = input.files.get(site.path);
      const lifted = file && lift(registry, toolkit, file);
      if (!lifted || !('unlifted' in lifted)) continue;
      const { message } = lifted.unlifted.refusal;
      if (report.message === message || report.notes.some((note) => note.message === message)) {
        places.push(placeOf(site));
      }
    }
    if (places.length === 0) continue;
    const choices = values.map((value) => ({
      name: nameOfAuthConfig(value),
      text: wordsForAuthConfig(value.spellings[0]!.value),
    }));
    questions.push({ kind: 'which', toolkit, choices, places });
  }
  return questions;
}

function* sitesOf(
  input: PlanInput,
  plan: Plan,
): Generator<{ site: SiteFact; report: SiteReport; waitsFor: string | undefined }> {
  for (const file of input.files.values()) {
    const planned = new Map(plan.files.get(file.path)?.sites.map((one) => [one.id, one]));
    for (const site of file.sites) {
      const found = planned.get(site.id);
      if (found) yield { site, report: found.report, waitsFor: found.waitsFor };
    }
  }
}

function authConfigsOf(site: SiteFact): AuthConfigFact[] {
  return [...(site.authorize?.authConfig ? [site.authorize.authConfig] : []), ...(site.toolsGet?.authConfigs ?? [])];
}

function placeOf({ path, line, column, api }: SiteFact): QuestionPlace {
  return { path, line, column, api };
}
