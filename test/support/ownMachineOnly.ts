import net from 'node:net';

/**
 * Lets the processes of tests connect to this machine only: what a test has not stood in for fails, instead of asking a
 * server that somebody keeps. Processes that a test starts are not reached by it; see `env` in vitest.config.ts.
 */

const PATCHED = Symbol.for('tests.ownMachineOnly');
const { connect } = net.Socket.prototype as { connect: ((...args: unknown[]) => net.Socket) & { [PATCHED]?: true } };

if (!connect[PATCHED]) {
  const guarded = function (this: net.Socket, ...args: unknown[]): net.Socket {
    const host = hostOf(args);
    if (host !== undefined && !/^(?:localhost|127\.[\d.]+|::1)$/.test(host)) {
      throw Object.assign(new Error(`A test wants to reach ${host}`), { code: 'EOTHERMACHINE' });
    }
    return connect.apply(this, args);
  };
  net.Socket.prototype.connect = Object.assign(guarded, { [PATCHED]: true }) as typeof net.Socket.prototype.connect;
}

/** Node's own callers hand over what they have normalized: a list with the options first. */
function hostOf([first, second]: unknown[]): string | undefined {
  const options: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof options === 'number') return typeof second === 'string' ? second : undefined;
  return typeof options === 'object' && options !== null ? (options as { host?: string }).host : undefined;
}
