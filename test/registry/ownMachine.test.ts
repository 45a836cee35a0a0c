import { connect } from 'node:net';
import { expect, it } from 'vitest';

it('tests reach their own machine only, and the command that they run asks no registry by itself', async () => {
  // An address that is kept for documentation (RFC 5737): nobody answers there, if it were asked.
  expect(() => connect(443, '192.0.2.1')).toThrow('A test wants to reach 192.0.2.1');
  await expect(fetch('https://192.0.2.1/')).rejects.toThrow();
  expect(process.env.npm_config_offline).toBe('true');
});
