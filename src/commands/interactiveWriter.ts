import { writeChanges, type FileWrite, type WriteResult } from '../write/index.js';
import type { Journal } from '../write/journal.js';

/** Writes the files of an interactive run one by one, each noted in the one journal of the run before. */
export class InteractiveWriter {
  private journal: Journal | undefined;
  private isOpened = false;
  private readonly written = new Set<string>();

  /** @param open makes the journal with the first file; undefined when there can be none */
  constructor(
    private readonly root: string,
    private readonly open: (writes: readonly FileWrite[]) => Promise<Journal | undefined>,
  ) {}

  async write(file: FileWrite): Promise<WriteResult> {
    try {
      if (this.isOpened) await this.journal?.add([file]);
      else this.journal = await this.open([file]);
    } catch (error) {
      const message = `It cannot be noted for undo: ${(error as Error).message}`;
      return { path: file.path, status: 'failed', code: 'write-error', message };
    }
    this.isOpened = true;
    const [result] = await writeChanges([file], { root: this.root });
    if (result!.status === 'written') this.written.add(file.path);
    return result!;
  }

  /** Some file was written, and the journal has it. */
  get canUndo(): boolean {
    return this.journal !== undefined && this.written.size > 0;
  }

  async close(): Promise<void> {
    await this.journal?.close(this.written);
  }
}
