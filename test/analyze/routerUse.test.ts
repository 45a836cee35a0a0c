import { describe, expect, it } from 'vitest';
import { changed, HEAD, routerSite } from './routerHelpers.js';

const CALL = "await composio.experimental.toolRouter.createSession('u')";

function rewritten(body: string): string {
  const text = `${HEAD}export async function f(start: any) {\n  ${body}\n}`;
  const { router } = routerSite(text);
  if (router.problem) return router.problem.message;
  const start = HEAD.length + 'export async function f(start: any) {\n  '.length;
  return changed(text, router.rewrites).slice(start, -2);
}

describe('what reads a session of the first form', () => {
  it.each([
    ['nothing', `${CALL};`, `${CALL};`],
    ['its id', `const s = ${CALL}; return s.sessionId;`, `const s = ${CALL}; return s.sessionId;`],
    ['a log', `const s = ${CALL}; console.log(s.url);`, `const s = ${CALL}; console.log(s.mcp.url);`],
    ['a log in place', `console.log((${CALL}).url);`, `console.log((${CALL}).mcp.url);`],
    ['a test', `const s = ${CALL}; if (!s || !s.url) throw 0;`, `const s = ${CALL}; if (!s || !s.mcp.url) throw 0;`],
    [
      'a client with headers of its own',
      `const s = ${CALL}; return { type: 'http', url: s.url, headers: start };`,
      `const s = ${CALL}; return { type: 'http', url: s.mcp.url, headers: start };`,
    ],
    [
      'a client without headers',
      `const s = ${CALL}; return { type: 'sse', url: s.url };`,
      `const s = ${CALL}; return { type: 'sse', url: s.mcp.url, headers: s.mcp.headers };`,
    ],
    [
      'a transport that has request options',
      `const s = ${CALL}; new StreamableHTTPClientTransport(new URL(s.url), { requestInit: { cache: 'no-store' } });`,
      `const s = ${CALL}; new StreamableHTTPClientTransport(new URL(s.mcp.url), { requestInit: { cache: 'no-store', headers: s.mcp.headers } });`,
    ],
    [
      'a name for the url',
      `const { url: at } = ${CALL}; return hostedMcpTool({ serverUrl: at });`,
      `const { mcp: { url: at, headers } } = ${CALL}; return hostedMcpTool({ serverUrl: at, headers });`,
    ],
    [
      'a name, where headers is taken',
      `const headers = 1; const { url } = ${CALL}; return [headers, { type: 'http', url }];`,
      `const headers = 1; const { mcp: { url, headers: mcpHeaders } } = ${CALL}; return [headers, { type: 'http', url, headers: mcpHeaders }];`,
    ],
    [
      'a server of OpenAI Agents',
      `const s = ${CALL}; const url = s.url; return new MCPServerStreamableHttp({ url });`,
      `const s = ${CALL}; const url = s.mcp.url; return new MCPServerStreamableHttp({ url, requestInit: { headers: s.mcp.headers } });`,
    ],
  ])('%s', (_, body, expected) => {
    expect(rewritten(body)).toBe(expected);
  });

  it.each([
    [`const s = ${CALL}; start(s);`, 'the session is given to start'],
    [`const s = ${CALL}; start.session = s;`, 'the session is stored in start.session'],
    [`const s = ${CALL}; start({ s });`, 'the session is put into an object'],
    [`const s = ${CALL}; console.log(s);`, 'the session is given to console.log'],
    [`return ${CALL};`, 'the session is returned by a function that other files may call'],
    [`let s = ${CALL}; s = start; return s.url;`, 's holds other values too'],
    [`const s: { url: string } = ${CALL}; start(s.url);`, 'the session has the written type'],
    [`const s = ${CALL}; return s.tools();`, 'tools of the session is not known'],
    [`const { url, ...rest } = ${CALL}; return rest;`, 'with a rest or defaults'],
    [`${CALL.replace('await ', '')}.then((s) => s.url);`, 'the promise of the session is read as'],
    [`const s = ${CALL}; start(s.url);`, 'the url of the session is given to start'],
    [`const s = ${CALL}; return { url: s.url };`, 'the url of the session is put into url of an object'],
    [`const s = ${CALL}; let at = s.url; at += '?x'; start(at);`, 'the url of the session is stored in at'],
    [`const s = ${CALL}; { const s = start; start(s); return (() => { const s = 1; return s; })(); }`, null],
    [`start((${CALL}).url);`, 'the url of the session is given to start'],
    [`return { type: 'http', url: (${CALL}).url };`, 'the url of the session is put into url of an object'],
    [`const s = ${CALL}; return { type: 'http', url: s.url, ...start };`, 'the url of the session is put into url'],
    [
      `const s = ${CALL}; const at = s.url; { const s = 1; return [s, { type: 'http', url: at }]; }`,
      'the url of the session is put into url of an object',
    ],
  ])('%s', (body, message) => {
    if (message === null) expect(rewritten(body)).toBe(body);
    else expect(rewritten(body)).toContain(message);
  });

  it('follows a function of the same file to its callers, and gives up where a caller cannot be seen', () => {
    const make = `async function make() { return ${CALL}; }\n`;
    const use = `${HEAD}${make}export async function f() { const s = await make(); console.log(s.url); }`;
    const { router } = routerSite(use);
    expect(router.problem).toBeNull();
    expect(changed(use, router.rewrites)).toContain('console.log(s.mcp.url)');
    expect(routerSite(`${use}\nexport { make };`).router.problem?.message).toContain('other files may call');
    expect(routerSite(`${use}\nexport default { make };`).router.problem?.message).toContain('other files may call');
    expect(routerSite(`${use}\n[1].map(make);`).router.problem?.message).toContain('cannot all be seen');
  });

  it('asks for the endpoint only where it is read', () => {
    const asks = (text: string): boolean => routerSite(HEAD + text).router.rewritesWithMcp !== null;
    expect(asks(`${CALL};`)).toBe(false);
    expect(asks(`const s = ${CALL}; console.log(s.sessionId);`)).toBe(false);
    expect(asks(`const s = ${CALL}; console.log(s.url);`)).toBe(true);
    expect(asks("const s = await composio.toolRouter.create('u'); await s.tools();")).toBe(false);
    expect(asks("const s = await composio.toolRouter.create('u'); s.mcp.url;")).toBe(true);
    expect(asks("const { mcp } = await composio.toolRouter.use('s'); mcp.url;")).toBe(true);
    expect(asks("const s = await composio.toolRouter.create('u', { mcp: true }); s.mcp.url;")).toBe(false);
    expect(
      asks("export const s = await composio.toolRouter.create('u'); export const at = (x: any) => x.mcp.url;"),
    ).toBe(true);
  });
});
