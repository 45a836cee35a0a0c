import type { RefusalCode } from './codes.js';

/**
 * A run that is refused as a whole (exit code 2): wrong use, or a state in which going on would harm.
 * `message` is one line for people; `hint` is the next step, also one line.
 */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly hint?: string,
  ) {
    super(message);
    this.name = 'Refusal';
  }
}
