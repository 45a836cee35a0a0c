/**
 * The two requests of Composio's API that say which toolkit an auth config belongs to. Source of paths, query and
 * shapes: `@composio/client` 0.1.0-alpha of `@composio/core` 0.19.0, `resources/auth-configs.d.ts`. They are sent with
 * `fetch`, since the client would be a dependency for two requests.
 *
 * The key goes into one header, to one host (redirects are refused), and into no message: what an error of `fetch` or a
 * body of the service says is never shown, only its code or status.
 */
import { Refusal } from '../findings/refusal.js';

/** Where the SDK sends its requests when nothing else is said (`src/utils/constants.ts` of the core, 0.3.0 to 0.19.0). */
export const DEFAULT_BASE_URL = 'https://backend.composio.dev';

const PATH = '/api/v3.1/auth_configs';
const PAGE_SIZE = 100;
/** A project has some dozens of auth configs; a service that goes on for ever is not listened to for ever. */
const MOST_PAGES = 200;
const ATTEMPTS = 3;
const LONGEST_WAIT_MS = 5_000;
const TIMEOUT_MS = 15_000;

export interface ApiAccess {
  apiKey: string;
  /** As in `COMPOSIO_BASE_URL`; undefined: the SDK's own. */
  baseUrl?: string | undefined;
  /** For one request, with its answer. */
  timeoutMs?: number;
}

/** What the API says of an auth config. */
export interface AuthConfigRow {
  id: string;
  toolkit: string;
  /** False: no account can be used under it. */
  isEnabled: boolean;
}

export class AuthConfigApi {
  private readonly base: URL;
  private readonly key: string;
  private readonly timeoutMs: number;

  /** @throws Refusal `api-key-missing` for a key that is none, `api-failed` for an address that is none */
  constructor(access: ApiAccess) {
    this.key = access.apiKey.trim();
    // A header takes no other characters, and the error of `fetch` about them would show the key.
    if (!/^[\x21-\x7e]+$/.test(this.key)) {
      const hint = 'Set it to a key of your project, as the dashboard shows it.';
      throw new Refusal('api-key-missing', 'COMPOSIO_API_KEY does not hold a key.', hint);
    }
    const written = access.baseUrl?.trim() || DEFAULT_BASE_URL;
    const base = URL.canParse(written) ? new URL(written) : undefined;
    if (!base || !/^https?:$/.test(base.protocol) || base.username !== '' || base.password !== '') {
      throw new Refusal('api-failed', 'COMPOSIO_BASE_URL is not the address of a server.', 'It begins with https://.');
    }
    this.base = base;
    this.timeoutMs = access.timeoutMs ?? TIMEOUT_MS;
  }

  /**
   * The auth configs of the project, disabled ones too, page by page. Stop iterating to send no further request.
   *
   * @param toolkits only of these; all of them when left out
   */
  async *list(toolkits?: readonly string[]): AsyncGenerator<AuthConfigRow[]> {
    const seen = new Set<string>();
    for (let cursor: string | null = ''; cursor !== null && seen.size < MOST_PAGES;) {
      const query = new URLSearchParams({ limit: String(PAGE_SIZE), show_disabled: 'true' });
      if (toolkits) query.set('toolkit_slug', toolkits.join(','));
      if (cursor !== '') query.set('cursor', cursor);
      const body = await this.request(PATH, query);
      const items: unknown = isRecord(body) ? body.items : undefined;
      if (!Array.isArray(items)) throw this.failed('did not answer with a list of auth configs');
      yield items.flatMap((item: unknown) => rowOf(item) ?? []);
      const next: unknown = isRecord(body) ? body.next_cursor : undefined;
      seen.add(cursor);
      cursor = typeof next === 'string' && next !== '' && !seen.has(next) ? next : null;
    }
  }

  /** One auth config; null when the project of the key has none with this id. */
  async get(id: string): Promise<AuthConfigRow | null> {
    const body = await this.request(`${PATH}/${encodeURIComponent(id)}`, new URLSearchParams(), [400, 404]);
    if (body === null) return null;
    const row = rowOf(body);
    if (!row) throw this.failed('did not answer with an auth config');
    return row;
  }

  /** @returns the JSON of the answer; null for one of the statuses in `absent` */
  private async request(path: string, query: URLSearchParams, absent: readonly number[] = []): Promise<unknown> {
    const url = new URL(this.base.pathname.replace(/\/+$/, '') + path, this.base);
    url.search = query.toString();
    for (let attempt = 1; ; attempt++) {
      const answer = await this.send(url);
      if ('body' in answer) return answer.body;
      if (answer.status !== undefined && absent.includes(answer.status)) return null;
      const mayPass = answer.status === undefined || answer.status === 429 || answer.status >= 500;
      if (!mayPass || attempt === ATTEMPTS) throw this.failed(answer.what);
      await pause(Math.min(answer.waitMs ?? 250 * 2 ** attempt, LONGEST_WAIT_MS));
    }
  }

  private async send(url: URL): Promise<{ body: unknown } | Failure> {
    try {
      const response = await fetch(url, {
        headers: { accept: 'application/json', 'x-api-key': this.key },
        redirect: 'error',
        signal: AbortSignal.timeout(this.timeoutMs),
      });
      if (response.ok) return { body: parse(await response.text()) };
      await response.body?.cancel();
      return failureOf(response);
    } catch (error) {
      return { what: wordsFor(error, this.timeoutMs) };
    }
  }

  private failed(what: string): Refusal {
    return new Refusal(
      'api-failed',
      `The Composio API at ${this.base.host} ${what}.`,
      'Try again, or say the toolkits yourself with --auth-config <id or name>=<toolkit>.',
    );
  }
}

interface Failure {
  what: string;
  /** Undefined when there was no answer. */
  status?: number;
  waitMs?: number | undefined;
}

function failureOf({ status, headers }: Response): Failure {
  if (status === 401 || status === 403) return { status, what: `refuses the key in COMPOSIO_API_KEY (HTTP ${status})` };
  if (status === 429) return { status, what: 'wants fewer requests (HTTP 429)', waitMs: waitOf(headers) };
  return { status, what: `answered with HTTP ${status}`, waitMs: waitOf(headers) };
}

/** How long the service asks to wait, in milliseconds. */
function waitOf(headers: Headers): number | undefined {
  const [inMs, inSeconds] = [Number(headers.get('retry-after-ms')), Number(headers.get('retry-after'))];
  if (inMs > 0) return inMs;
  return inSeconds > 0 ? inSeconds * 1000 : undefined;
}

function wordsFor(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return 'could not be asked';
  if (error.name === 'TimeoutError') return `did not answer within ${timeoutMs / 1000} s`;
  const { cause } = error;
  const code = isRecord(cause) && typeof cause.code === 'string' && /^\w+$/.test(cause.code) ? cause.code : null;
  if (isRecord(cause) && cause.message === 'unexpected redirect') return 'sends requests on to another address';
  return code === null ? 'cannot be reached' : `cannot be reached (${code})`;
}

/** What is not JSON is no answer of the API: undefined, which no reader of it takes. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function rowOf(value: unknown): AuthConfigRow | null {
  if (!isRecord(value) || !isRecord(value.toolkit)) return null;
  const { id } = value;
  const { slug } = value.toolkit;
  if (typeof id !== 'string' || typeof slug !== 'string' || !/^[\w-]+$/.test(slug)) return null;
  return { id, toolkit: slug.toLowerCase(), isEnabled: value.status !== 'DISABLED' };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
