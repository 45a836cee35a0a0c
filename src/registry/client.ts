/**
 * One question to a registry, by npm's own client: it picks the registry and the credentials of a scope, goes through
 * proxies, and sends credentials to no other host. Loaded only where a question is asked.
 */
import { readFileSync } from 'node:fs';
import registryFetch from 'npm-registry-fetch';
import type { NpmSettings } from './settings.js';

/** Longer answers are not read to their end. The longest of the packages asked for had under 4 MB in 2026. In bytes. */
const LONGEST_ANSWER = 32 * 1024 * 1024;

/** Why there is no answer, in words that show neither address nor credentials. */
export class NoAnswer extends Error {}

/** Host of the registry that the settings name for a package. */
export function registryHost(name: string, settings: NpmSettings): string | null {
  const registry = registryFetch.pickRegistry(name, optionsOf(settings));
  return URL.canParse(registry) ? new URL(registry).host : null;
}

/**
 * What the registry has of a package.
 *
 * @returns the JSON of its answer, which can be anything
 * @throws NoAnswer
 */
export async function ask(name: string, settings: NpmSettings, signal: AbortSignal): Promise<unknown> {
  let text: string;
  try {
    const options = { ...optionsOf(settings), spec: name, signal, retry: { retries: 0 } };
    const { body } = await registryFetch(`/${name.replace('/', '%2f')}`, options);
    text = await readBody(body);
  } catch (error) {
    throw error instanceof NoAnswer ? error : new NoAnswer(wordsFor(error));
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new NoAnswer('it did not answer with JSON');
  }
}

async function readBody(body: AsyncIterable<Uint8Array> & { destroy(): void }): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > LONGEST_ANSWER) {
      body.destroy();
      throw new NoAnswer('its answer is too long');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Settings that go to the client under its own names; those of a scope or a host keep theirs. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['registry', 'registry'],
  ['proxy', 'proxy'],
  ['https-proxy', 'httpsProxy'],
  ['noproxy', 'noProxy'],
  ['strict-ssl', 'strictSSL'],
  ['ca', 'ca'],
  ['cert', 'cert'],
  ['key', 'key'],
  ['local-address', 'localAddress'],
]);

function optionsOf(settings: NpmSettings): Record<string, unknown> {
  const options = new Map<string, unknown>();
  for (const [name, value] of settings) {
    const known = RENAMED.get(name);
    // npm writes “no value” as the word.
    if (value === 'null') continue;
    if (known !== undefined) options.set(known, value === 'true' || value === 'false' ? value === 'true' : value);
    else if (name.startsWith('//') || /^@[^/:]+:registry$/.test(name)) options.set(name, value);
  }
  const file = settings.get('cafile');
  if (typeof file === 'string') options.set('ca', certificatesIn(file) ?? options.get('ca'));
  return Object.fromEntries(options);
}

function certificatesIn(file: string): string[] | null {
  try {
    return readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g);
  } catch {
    return null;
  }
}

function wordsFor(error: unknown): string {
  const { statusCode, code } = (error ?? {}) as { statusCode?: unknown; code?: unknown };
  if (typeof statusCode === 'number') return `it answered with HTTP ${statusCode}`;
  return typeof code === 'string' && /^[A-Z]\w+$/.test(code)
    ? `it cannot be reached (${code})`
    : 'it cannot be reached';
}
