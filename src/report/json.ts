import type { Report } from './report.js';

/** The report as one JSON document (schema: `data/report.schema.json`), ended with a line feed. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
