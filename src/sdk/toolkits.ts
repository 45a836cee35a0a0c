import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Which toolkits there are, and which one a tool slug or a name speaks of.
 * Source: the catalogue's toolkit slugs, `data/toolkits.txt` (532, and three more that the vendor's documentation names
 * under docs.composio.dev/toolkits: instagram, telegram, tiktok; the catalogue grows, so an unknown slug is unknown, not
 * wrong).
 */

const FILE = fileURLToPath(new URL('./data/toolkits.txt', import.meta.url));

let known: ReadonlySet<string> | undefined;

/** All known toolkit slugs, in lower case (`github`, `google_maps`). Read once, then kept. */
export function knownToolkits(): ReadonlySet<string> {
  known ??= new Set(readFileSync(FILE, 'utf8').split(/\s+/).filter(Boolean));
  return known;
}

/** Whether a string is exactly a known toolkit slug, in lower case. */
export function isKnownToolkit(slug: string): boolean {
  return knownToolkits().has(slug);
}

/** The slug that a key or a value of the code is but for its case (`GMAIL`); null when it is none. */
export function slugInAnyCase(text: string): string | null {
  const lower = text.toLowerCase();
  return isKnownToolkit(lower) ? lower : null;
}

/**
 * The slug that a key or a value of the code is but for its case and its separators (`GMAIL`, `google_drive`); null when
 * it is none.
 */
export function slugOfKey(key: string): string | null {
  const same = slugInAnyCase(key);
  if (same !== null) return same;
  const match = matchToolkitInName(key);
  if (!match || !('toolkit' in match)) return null;
  const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\d]/gu, '');
  return letters(match.toolkit) === letters(key) ? match.toolkit : null;
}

/**
 * The toolkit of a tool slug: the longest known one that, in upper case and followed by `_`, starts it.
 *
 * @param toolSlug such as `GOOGLE_MAPS_GET_DIRECTION`; lower case matches nothing, as the service has none.
 * @returns `toolkit`, null when no known one starts the slug; and `candidates`, every known one that does, longest
 * first: with more than one (`TWITTER_MEDIA_UPLOAD`: `twitter_media`, `twitter`) the slug alone does not decide.
 */
export function toolkitOfTool(toolSlug: string): { toolkit: string | null; candidates: string[] } {
  const candidates: string[] = [];
  if (toolSlug !== toolSlug.toUpperCase()) return { toolkit: null, candidates };
  const slugs = knownToolkits();
  for (let end = toolSlug.lastIndexOf('_'); end > 0; end = toolSlug.lastIndexOf('_', end - 1)) {
    const prefix = toolSlug.slice(0, end).toLowerCase();
    // `composio` has only meta tools; that prefix of a search tool decides nothing.
    if (slugs.has(prefix) && !(prefix === 'composio' && candidates.length > 0)) candidates.push(prefix);
  }
  return { toolkit: candidates[0] ?? null, candidates };
}

/**
 * Slugs that are plain English words, or names of things code has for other reasons (Apollo and Prisma are libraries,
 * a snowflake is a kind of id). In a name they are evidence only when nothing else stands beside them. Product names
 * that people mean when they write them (`slack`, `notion`, `linear`, `discord`) are not among them.
 */
export const plainWordToolkits: ReadonlySet<string> = new Set([
  ...['ably', 'abstract', 'affinity', 'alchemy', 'amplitude', 'apollo', 'bart', 'basin', 'beamer', 'benchmark_email'],
  ...['bill', 'blackboard', 'bonsai', 'bouncer', 'box', 'breeze', 'bubble', 'cal', 'canvas', 'cats', 'certifier'],
  ...['chaser', 'close', 'coda', 'dovetail', 'emailable', 'enigma', 'excel', 'exist', 'factorial', 'fixer', 'folk'],
  ...['fomo', 'front', 'gong', 'guru', 'harvest', 'hunter', 'intercom', 'kit', 'lever', 'make', 'missive', 'monday'],
  ...['moxie', 'mural', 'neon', 'plain', 'prisma', 'ramp', 'refiner', 'replicate', 'reply', 'resend', 'rippling'],
  ...['sage', 'seismic', 'shortcut', 'snowflake', 'square', 'tally', 'terminus', 'text_to_pdf', 'timely', 'vero'],
  ...['wiz'],
]);

/** Words that say nothing about the toolkit: of what is named, and those that stand in examples for a name of one's own. */
const IGNORED_WORDS: ReadonlySet<string> = new Set([
  ...['ac', 'auth', 'config', 'configs', 'id', 'ids', 'composio', 'process', 'env'],
  ...['my', 'your'],
]);

/** Slugs that never count in a name: the vendor's own, and `v0`, which there is the number of a version. */
const NEVER_IN_NAMES: ReadonlySet<string> = new Set(['composio', 'composio_search', 'v0']);

/** What people write for a toolkit instead of its slug, by its letters alone; each can only be that one. */
const SHORT_FORMS: ReadonlyMap<string, string> = new Map([
  ['bigquery', 'googlebigquery'],
  ['ga4', 'google_analytics'],
  ['gads', 'googleads'],
  ['ganalytics', 'google_analytics'],
  ['gcal', 'googlecalendar'],
  ['gcalendar', 'googlecalendar'],
  ['gclassroom', 'google_classroom'],
  ['gdoc', 'googledocs'],
  ['gdocs', 'googledocs'],
  ['gdrive', 'googledrive'],
  ['gmaps', 'google_maps'],
  ['gmeet', 'googlemeet'],
  ['gmeetings', 'googlemeet'],
  ['googlecal', 'googlecalendar'],
  ['googledoc', 'googledocs'],
  ['googlemail', 'gmail'],
  ['googlemeeting', 'googlemeet'],
  ['googlemeetings', 'googlemeet'],
  ['googlesheet', 'googlesheets'],
  ['googleslide', 'googleslides'],
  ['googletask', 'googletasks'],
  ['gphotos', 'googlephotos'],
  ['gsheet', 'googlesheets'],
  ['gsheets', 'googlesheets'],
  ['gslides', 'googleslides'],
  ['gtasks', 'googletasks'],
  ['msteams', 'microsoft_teams'],
]);

/** Words that several products have for a name, with every known toolkit that is called by it. */
const TOOLKITS_OF_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ads', ['googleads', 'metaads']],
  ['analytics', ['google_analytics']],
  ['calendar', ['googlecalendar', 'outlook', 'calendly', 'calendarhero']],
  ['classroom', ['google_classroom']],
  ['docs', ['googledocs', 'coda']],
  ['drive', ['googledrive', 'one_drive']],
  ['mail', ['gmail', 'outlook', 'zoho_mail']],
  ['email', ['gmail', 'outlook', 'zoho_mail']],
  ['maps', ['google_maps']],
  ['meet', ['googlemeet']],
  ['photos', ['googlephotos']],
  ['sheets', ['googlesheets', 'excel']],
  ['slides', ['googleslides']],
  ['tasks', ['googletasks', 'todoist', 'asana', 'clickup', 'ticktick']],
  ['teams', ['microsoft_teams']],
]);

let squashed: ReadonlyMap<string, string> | undefined;

/** Slugs by their letters alone: `GOOGLE_CALENDAR` and `googlecalendar` are the same. Short forms are among them. */
function slugsBySquashedName(): ReadonlyMap<string, string> {
  if (squashed) return squashed;
  const slugs = [...knownToolkits()].filter((slug) => !NEVER_IN_NAMES.has(slug));
  squashed = new Map([...SHORT_FORMS, ...slugs.map((slug): [string, string] => [slug.replaceAll('_', ''), slug])]);
  return squashed;
}

/** A toolkit that some neighbouring words of a name spell: words `from` to `to`, both included. */
interface Spelled {
  slug: string;
  from: number;
  to: number;
}

/**
 * The toolkit that the name of an auth config speaks of (migration rules §6, rung 5).
 *
 * @param name an identifier, a property name, an environment variable or a path of them (`process.env.GMAIL_ID`).
 * @returns the one toolkit; `ambiguous` with the slugs, in order of appearance, when the name speaks of several; null
 * when it speaks of none.
 */
export function matchToolkitInName(name: string): ToolkitMatch {
  return matchIn(wordsOf(name));
}

/**
 * The toolkit that an auth config id spells between separators: `ac_github`, `ac_your_github_config`. The letters of a
 * random id (`ac_7Uv3yW`) are no words, so it is not taken apart where their case changes.
 *
 * @returns as for names; null also for what is no auth config id.
 */
export function matchToolkitInId(id: string): ToolkitMatch {
  if (!id.startsWith('ac_')) return null;
  const words = id.toLowerCase().split(/[^\p{L}\d]+/u);
  return matchIn(words.filter(Boolean));
}

/**
 * The toolkits that go by the word of a name (`CALENDAR_AUTH_CONFIG_ID`): Google's and Microsoft's alike.
 *
 * @param name as for `matchToolkitInName`
 * @returns null unless the word stands alone, as for slugs that are plain words; the same list for the same word.
 */
export function toolkitsOfWord(name: string): readonly string[] | null {
  const [word, ...others] = wordsOf(name).filter((one) => !IGNORED_WORDS.has(one));
  return word === undefined || others.length > 0 ? null : (TOOLKITS_OF_WORDS.get(word) ?? null);
}

type ToolkitMatch = { toolkit: string } | { ambiguous: string[] } | null;

function matchIn(words: readonly string[]): ToolkitMatch {
  const spelled = longestOnly(spelledIn(words)).filter((one) => counts(one, words));
  const slugs = [...new Set(spelled.map((one) => one.slug))];
  if (slugs.length === 0) return null;
  return slugs.length === 1 ? { toolkit: slugs[0]! } : { ambiguous: slugs };
}

/**
 * Splits a name at separators and changes of case, in lower case. Digits stay with the letters before them, so that
 * `auth0` and `mem0` are one word each, and `GMAIL2` is one, read again without its number.
 */
function wordsOf(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
}

function spelledIn(words: readonly string[]): Spelled[] {
  const slugs = slugsBySquashedName();
  const found: Spelled[] = [];
  for (let from = 0; from < words.length; from++) {
    let letters = '';
    for (let to = from; to < words.length && words[to] !== 'composio'; to++) {
      letters += words[to];
      const slug = slugs.get(letters) ?? slugs.get(letters.replace(/\d+$/, ''));
      if (slug !== undefined) found.push({ slug, from, to });
      // `AUTH_0` is the first of several auth configs, `AUTH0` is the toolkit.
      if (words[to] === 'auth') break;
    }
  }
  return found;
}

/** Drops what lies within a longer one: `ZOHO_MAIL` is `zoho_mail`, not also `zoho`. */
function longestOnly(all: readonly Spelled[]): Spelled[] {
  const length = (one: Spelled): number => one.to - one.from;
  return all.filter(
    (one) => !all.some((other) => other.from <= one.from && other.to >= one.to && length(other) > length(one)),
  );
}

function counts(one: Spelled, words: readonly string[]): boolean {
  if (!plainWordToolkits.has(one.slug)) return true;
  return words.every((word, index) => (index >= one.from && index <= one.to) || IGNORED_WORDS.has(word));
}
