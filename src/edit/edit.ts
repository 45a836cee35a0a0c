/** One replacement in a file. Offsets are UTF-16 code units from 0 in the text without its BOM. */
export interface Edit {
  start: number;
  end: number;
  text: string;
  /** Edits with the same group stand or fall together. */
  group: string;
  /** Name of the transform that made it. */
  transform: string;
  /** One line for interactive mode: why this edit is made. */
  reason: string;
}
