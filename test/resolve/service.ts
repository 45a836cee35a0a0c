/** A small stand-in for the two routes about auth configs, with pages, failures and slowness. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Service {
  url: string;
  /** `METHOD path?query` of every request. */
  requests: string[];
  /** Keys that came in the header. */
  keys: (string | undefined)[];
  close(): Promise<void>;
}

export interface ServiceOptions {
  /** id → toolkit */
  configs?: ReadonlyMap<string, string>;
  /** Ids of those that are disabled. */
  disabled?: ReadonlySet<string>;
  pageSize?: number;
  /** Answers in place of the service; return false to let it answer itself. */
  instead?(reply: ServerResponse, request: number): boolean;
  /** Give the same cursor again and again. */
  endless?: boolean;
}

export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const rows = [...(options.configs ?? [])].map(([id, slug]) => ({
    id,
    toolkit: { slug, logo: '' },
    name: id,
    status: options.disabled?.has(id) ? 'DISABLED' : 'ENABLED',
  }));
  const size = options.pageSize ?? 2;
  const requests: string[] = [];
  const keys: Service['keys'] = [];
  const server = createServer((request, reply) => {
    const url = new URL(request.url ?? '/', 'http://loopback');
    requests.push(`${request.method} ${url.pathname}${url.search}`);
    keys.push(request.headers['x-api-key'] as string | undefined);
    if (options.instead?.(reply, requests.length)) return;
    const send = (status: number, body: unknown): void => {
      reply.writeHead(status, { 'content-type': 'application/json' });
      reply.end(JSON.stringify(body));
    };
    if (url.pathname === '/api/v3.1/auth_configs') {
      const only = url.searchParams.get('toolkit_slug')?.split(',');
      const listed = only ? rows.filter((row) => only.includes(row.toolkit.slug)) : rows;
      const from = Number(url.searchParams.get('cursor') ?? 0);
      const next = options.endless ? '0' : from + size < listed.length ? String(from + size) : null;
      return send(200, { items: listed.slice(from, from + size), next_cursor: next, total_pages: 1 });
    }
    const id = decodeURIComponent(url.pathname.replace('/api/v3.1/auth_configs/', ''));
    const row = rows.find((one) => one.id === id);
    send(row ? 200 : 404, row ?? { error: { message: `no ${id}`, key: request.headers['x-api-key'] } });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    keys,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
