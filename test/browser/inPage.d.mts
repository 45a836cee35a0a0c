export function focusedId(): string;
export function focusedText(): string;
export function clearStorage(): void;
export function setTheme(theme: 'light' | 'dark'): void;
export function hasGlobal(name: string): boolean;
/** Of the whole page, and of the window. */
export function widths(): [number, number];
/** For `evaluateAll` on `.file` elements. */
export function pathsOf(files: unknown[]): string[];
export function bodyColors(): { color: string; backgroundColor: string };
export function contents(): { scripts: number; foreign: number; acting: number; paths: string[]; text: string };
export function breakIn(): void;
export function textsFainterThan(least: number): string[];
