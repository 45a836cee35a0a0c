import { count } from '../layout.js';
import type { Report } from '../report.js';
import { effectGroups, isPreview, sitesWith } from '../summary.js';
import type { TextPage } from './page.js';

/** What will behave differently, grouped by note, before anything else: it is what a reviewer has to decide about. */
export function behaviourSection(page: TextPage, report: Report): void {
  const migrated = sitesWith(report, 'migrated');
  if (migrated.length === 0) return;
  const groups = effectGroups(report);
  if (groups.length === 0) {
    page.blank();
    page.paragraph(
      `Every ${isPreview(report) ? 'one of these sites would behave' : 'migrated site behaves'} as before.`,
    );
    return;
  }
  page.heading('What will behave differently');
  for (const group of groups) {
    page.paragraph(`${group.title} (${group.code}, ${count(group.count, 'site')})`, {
      first: `  ${page.context.color ? '•' : '-'} `,
      indent: '    ',
      paint: page.style.yellow,
    });
    if (page.context.verbosity === 'verbose' || groups.length <= 4) {
      page.paragraph(group.means, { indent: '    ', paint: page.style.dim });
    }
  }
  const same = migrated.filter((site) => site.effect === 'same').length;
  if (same > 0)
    page.paragraph(`The other ${count(same, 'site')} behave${same === 1 ? 's' : ''} as before.`, { indent: '  ' });
}
