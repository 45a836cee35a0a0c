/** A next step in its parts: words, a command to copy, and the folder to run it in. */
export interface StepParts {
  /** Without the colon. */
  words?: string;
  command?: string;
  /** As it is shown: `(in packages/a)`. */
  place?: string;
}

/** What may stand behind words and a colon as a command; anything else there is more words. */
const COMMAND = /^(?:git|composio-to-sessions|npx|npm|pnpm|yarn|bun) /;

/** Tells a command from the words around it, so that a format can show it as code. */
export function stepParts(step: string): StepParts {
  const [, body = step, place] = /^(.*?)(?: {2}(\(in .*\)))?$/s.exec(step) ?? [];
  const at = body.indexOf(': ');
  const words = at < 0 ? undefined : body.slice(0, at);
  const rest = at < 0 ? body : body.slice(at + 2);
  if (words !== undefined && /^[A-Z]/.test(words) && COMMAND.test(rest)) {
    return { words, command: rest, ...(place !== undefined && { place }) };
  }
  // A step that is nothing but a command starts with its name, and words start with a capital.
  if (/^[a-z]/.test(body)) return { command: body, ...(place !== undefined && { place }) };
  return { words: step };
}
