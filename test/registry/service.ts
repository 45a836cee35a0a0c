import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A registry of this machine, which answers as a test says and keeps what it was asked. */
export interface StandIn {
  /** With a path, as private registries have one: `http://127.0.0.1:1234/npm/`. */
  url: string;
  host: string;
  asked: { name: string; token: string | undefined }[];
  close(): Promise<void>;
}

export type Answering = (name: string, response: ServerResponse, request: IncomingMessage) => void;

export async function startRegistry(answer: Answering): Promise<StandIn> {
  const asked: StandIn['asked'] = [];
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').replace(/^\/npm\//, ''));
    asked.push({ name, token: request.headers.authorization });
    answer(name, response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}/npm/`,
    host,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The document of a package, with the fields of its versions. */
export function documentOf(name: string, versions: Record<string, Record<string, unknown>>): string {
  const described = Object.entries(versions).map(([version, more]) => [version, { name, version, ...more }]);
  return JSON.stringify({ name, 'dist-tags': {}, versions: Object.fromEntries(described) });
}

/** Answers with documents by name, and 404 for others. */
export function answering(documents: ReadonlyMap<string, string>): Answering {
  return (name, response) => {
    const document = documents.get(name);
    response.statusCode = document === undefined ? 404 : 200;
    response.setHeader('content-type', 'application/json');
    response.end(document ?? '{"error":"not_found"}');
  };
}
