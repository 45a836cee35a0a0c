import type { Log, Notification, ReportingDescriptor, Result, Run } from 'sarif';
import { explanationOf, ruleOf } from '../findings/explanations.js';
import { explanationMarkdown, explanationText } from '../findings/pages.js';
import { TRANSFORMS } from '../sdk/transforms.js';
import { encodePath } from './markdownText.js';
import type { Report, ReportContext, SiteReport } from './report.js';
import { visible } from './safeText.js';
import { fileFix } from './sarifFix.js';
import { sessionFormOf } from './sessionForms.js';
import { failedFiles, isEffectNote, isPreview, sitesWith } from './summary.js';
import type { LocatedSite } from './summary.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * SARIF 2.1.0. Results are the manual sites (warnings), the kept ones (suppressed), and, where nothing was written, the
 * sites that can be migrated (notes), the first of a file with a fix that holds all changes of that file. Failed files
 * and a refusal are notifications of the invocation.
 */
export function renderSarif(report: Report, context: ReportContext): string {
  const log: Log = { $schema: SCHEMA, version: '2.1.0', runs: [sarifRun(report, context)] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function sarifRun(report: Report, context: ReportContext): Run {
  const sites = report.files.flatMap((file) => file.sites.map((site) => ({ ...site, path: file.path })));
  const shown = sites.filter((site) => site.outcome !== 'migrated' || isPreview(report));
  const ruleIds = [...new Set(shown.map(ruleIdOf))].sort();
  const indexes = new Map(ruleIds.map((id, index) => [id, index]));
  const migrated = new Map<string, number>();
  for (const site of sitesWith(report, 'migrated')) migrated.set(site.path, (migrated.get(site.path) ?? 0) + 1);
  const withFix = new Set<string>();
  const results = shown.map((site) => {
    const result = resultOf(site, indexes.get(ruleIdOf(site)) ?? -1);
    if (site.outcome === 'migrated' && !withFix.has(site.path)) {
      withFix.add(site.path);
      const fix = fileFix(site.path, context, migrated.get(site.path) ?? 0);
      if (fix) result.fixes = [fix];
    }
    return result;
  });
  return {
    tool: {
      driver: {
        name: report.tool.name,
        version: report.tool.version,
        semanticVersion: report.tool.version,
        rules: ruleIds.map(ruleDescriptor),
      },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: report.error === undefined && report.summary.files.failed === 0,
        toolExecutionNotifications: notifications(report),
      },
    ],
    results,
  };
}

/** A finding's code, or the transform's name for a site that can be migrated. */
function ruleIdOf(site: SiteReport): string {
  return site.outcome === 'migrated' ? site.transform : (site.code ?? 'not-yet');
}

function ruleDescriptor(id: string): ReportingDescriptor {
  const explanation = explanationOf(id);
  if (!explanation) {
    const summary = TRANSFORMS.find((transform) => transform.name === id)?.summary ?? id;
    return {
      id,
      shortDescription: { text: `A direct call that can become a session: ${id}` },
      fullDescription: { text: summary },
      help: { text: `${summary}\nRun composio-to-sessions to migrate it.` },
      defaultConfiguration: { level: 'note' },
    };
  }
  return {
    id,
    shortDescription: { text: explanation.title },
    fullDescription: { text: `${explanation.means} ${explanation.why}` },
    help: { text: explanationText(explanation), markdown: explanationMarkdown(explanation) },
    defaultConfiguration: { level: explanation.kind === 'kept' ? 'note' : 'warning' },
  };
}

function resultOf(site: LocatedSite, ruleIndex: number): Result {
  return {
    ruleId: ruleIdOf(site),
    ruleIndex,
    level: site.outcome === 'manual' ? 'warning' : 'note',
    message: { text: visible(messageOf(site)) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodePath(site.path) },
          region: { startLine: site.line, startColumn: site.column },
        },
      },
    ],
    ...(site.outcome === 'kept' && {
      suppressions: [
        {
          kind: site.code === 'ignored' ? ('inSource' as const) : ('external' as const),
          justification: visible(site.message ?? ''),
        },
      ],
    }),
    properties: {
      api: site.api,
      outcome: site.outcome,
      transform: site.transform,
      ...(site.evidence !== undefined && { evidence: site.evidence }),
    },
  };
}

function messageOf(site: LocatedSite): string {
  if (site.outcome === 'migrated') {
    const notes = site.notes.filter((note) => isEffectNote(note.code)).map((note) => note.message);
    const can = `${site.api} can become ${sessionFormOf(site.api)}`;
    return notes.length === 0 ? `${can}; it behaves as before.` : `${can}. What differs: ${notes.join('; ')}`;
  }
  const message = site.message ?? explanationOf(site.code ?? '')?.title ?? '';
  const hint = site.outcome === 'manual' ? (site.hint ?? ruleOf(site.code ?? '')) : '';
  return [`${site.api}: ${message}`, hint].filter((part) => part !== '').join('\n');
}

function notifications(report: Report): Notification[] {
  const failed: Notification[] = failedFiles(report).map((file) => ({
    level: 'error',
    message: { text: visible(`${file.error?.code ?? 'failed'}: ${file.error?.message ?? 'The file failed.'}`) },
    locations: [{ physicalLocation: { artifactLocation: { uri: encodePath(file.path) } } }],
  }));
  if (report.error) {
    failed.push({ level: 'error', message: { text: visible(`${report.error.code}: ${report.error.message}`) } });
  }
  return failed;
}
