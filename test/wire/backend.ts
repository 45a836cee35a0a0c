import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DIRECT_ROUTES } from './direct.js';
import { chatCompletion, response as modelResponse } from './model.js';
import type { Route } from './routes.js';
import { SESSION_ROUTES, readSessionRequest } from './sessions.js';
import { SHARED_ROUTES } from './shared.js';
import { HttpError, World, isRecord, type LoggedRequest, type SessionRequest } from './world.js';

/** A stand-in for Composio's service and for a language model, on loopback. */
export interface Backend {
  /** Starts a run with a fresh world; programs talk to its addresses only. */
  newRun(): Run;
  close(): Promise<void>;
}

export interface Run {
  /** Base URL for `new Composio({ baseURL })`. */
  composioUrl: string;
  /** Base URL for `new OpenAI({ baseURL })`. */
  modelUrl: string;
  /** Every request so far, in the order of arrival. */
  log: readonly LoggedRequest[];
  /** The world behind the run, to prepare or to look at. */
  world: World;
}

const ROUTES: readonly Route[] = [...SESSION_ROUTES, ...DIRECT_ROUTES, ...SHARED_ROUTES];
const API = '/api/v3.1';

/** Values of the `:name` parts when `path` fits `pattern`, else undefined. */
function match(pattern: string, path: string): string[] | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: string[] = [];
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params.push(decodeURIComponent(value));
    else if (part !== value) return undefined;
  }
  return params;
}

/** The route of a request; paths without parameters win over those with. */
function findRoute(method: string, path: string): { route: Route; params: string[] } | undefined {
  const fits = ROUTES.flatMap((route) => {
    const params = route.method === method ? match(route.path, path) : undefined;
    return params ? [{ route, params }] : [];
  });
  return fits.sort((a, b) => a.params.length - b.params.length)[0];
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const value: unknown = text === '' ? {} : JSON.parse(text);
  return isRecord(value) ? value : {};
}

/** Answers one request of a run and writes it to the run's log. */
function answer(world: World, method: string, path: string, query: URLSearchParams, body: Record<string, unknown>) {
  const entry: LoggedRequest = {
    world: 'model',
    operation: '',
    method,
    path,
    query: Object.fromEntries(query),
    body,
    status: 200,
  };
  world.log.push(entry);
  try {
    if (path === '/v1/chat/completions') return { entry, value: chatCompletion(body) };
    if (path === '/v1/responses') return { entry, value: modelResponse(body) };
    const found = path.startsWith(API) ? findRoute(method, path.slice(API.length)) : undefined;
    if (!found) {
      Object.assign(entry, { world: 'direct', operation: `unknown ${method} ${path}` });
      throw new HttpError(404, `No route for ${method} ${path}`);
    }
    const { route, params } = found;
    entry.world = route.world;
    entry.operation = route.withParam ? `${route.operation} ${params[0] ?? ''}` : route.operation;
    return { entry, value: route.answer({ world, params, query, body }) };
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    entry.status = error.status;
    return { entry, value: error.body() };
  }
}

/**
 * Starts the backend. The state of a run is found by the first part of the path (`/run-3/api/…`), so that many programs
 * can share one server.
 */
export async function startBackend(): Promise<Backend> {
  const worlds = new Map<string, World>();
  const handle = async (request: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const [, run = '', ...rest] = url.pathname.split('/');
    const world = worlds.get(run);
    const body = await readBody(request);
    const result = world && answer(world, request.method ?? 'GET', `/${rest.join('/')}`, url.searchParams, body);
    // Without this hint the client waits half a second before it repeats a failed request.
    reply.writeHead(result?.entry.status ?? 500, { 'content-type': 'application/json', 'retry-after-ms': '1' });
    reply.end(JSON.stringify(result?.value ?? { error: { message: 'no such run' } }));
  };
  const server = createServer((request, reply) => {
    handle(request, reply).catch((error: unknown) => {
      reply.writeHead(500, { 'content-type': 'application/json', 'x-should-retry': 'false' });
      reply.end(JSON.stringify({ error: { message: `backend: ${String(error)}`, code: 500 } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    newRun() {
      const id = `run-${worlds.size + 1}`;
      const world = new World();
      worlds.set(id, world);
      const base = `http://127.0.0.1:${port}/${id}`;
      return { composioUrl: base, modelUrl: `${base}/v1`, log: world.log, world };
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The sessions that a run asked for, in order, refused ones too. */
export function sessionRequests(log: readonly LoggedRequest[]): SessionRequest[] {
  return log.filter((entry) => entry.operation === 'session.create').map((entry) => readSessionRequest(entry.body));
}

/** Operations that only direct calls send, in order. */
export function directRequests(log: readonly LoggedRequest[]): string[] {
  return log.filter((entry) => entry.world === 'direct').map((entry) => entry.operation);
}

/** Id of the session that a request is about; empty for other requests. */
export const sessionId = (entry: LoggedRequest): string => /\/session\/(trs_\d+)/.exec(entry.path)?.[1] ?? '';

/** The sessions that were made, by id, as they were asked for. The backend numbers those that it did not refuse. */
export function sessionsById(log: readonly LoggedRequest[]): Map<string, SessionRequest> {
  const made = log.filter((entry) => entry.operation === 'session.create' && entry.status === 200);
  return new Map(made.map((entry, index) => [`trs_${index + 1}`, readSessionRequest(entry.body)]));
}
