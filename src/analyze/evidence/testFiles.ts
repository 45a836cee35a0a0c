const TEST_FILE = /(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|spec)\/|\.(?:test|spec)\.[cm]?[jt]sx?$/;

/** A test or a mock by its path: its calls are no use of the code, and its auth configs are nobody's. */
export function isTestPath(path: string): boolean {
  return TEST_FILE.test(path);
}
