import type { FileReport, Report } from '../report.js';
import { escapeHtml } from './escape.js';

interface Folder {
  folders: Map<string, Folder>;
  files: { name: string; id: string; file: FileReport }[];
}

/** The files of the report as a tree of folders; folders with a single folder in them are joined. */
export function treeHtml(report: Report): string {
  const root: Folder = { folders: new Map(), files: [] };
  report.files.forEach((file, index) => {
    const parts = file.path.split('/');
    const name = parts.pop() ?? '';
    let folder = root;
    for (const part of parts) {
      let next = folder.folders.get(part);
      if (!next) folder.folders.set(part, (next = { folders: new Map(), files: [] }));
      folder = next;
    }
    folder.files.push({ name, id: `f${index}`, file });
  });
  return folderItems(root);
}

function folderItems(folder: Folder): string {
  const items: string[] = [];
  for (const [first, child] of folder.folders) {
    let name = first;
    let inner = child;
    for (;;) {
      const [only] = inner.folders;
      if (only === undefined || inner.folders.size !== 1 || inner.files.length > 0) break;
      name += `/${only[0]}`;
      inner = only[1];
    }
    items.push(
      `<li><details open><summary><bdi>${escapeHtml(name)}</bdi></summary>${folderItems(inner)}</details></li>`,
    );
  }
  for (const { name, id, file } of folder.files) {
    items.push(`<li data-file="${id}"><a href="#${id}"><bdi>${escapeHtml(name)}</bdi></a>${badges(file)}</li>`);
  }
  return `<ul>${items.join('')}</ul>`;
}

function badges(file: FileReport): string {
  if (file.status === 'failed') return ' <span class="badge failed">failed</span>';
  return (['migrated', 'manual', 'kept'] as const)
    .map((outcome) => {
      const amount = file.sites.filter((site) => site.outcome === outcome).length;
      return amount === 0 ? '' : ` <span class="badge ${outcome}" title="${outcome}">${amount}</span>`;
    })
    .join('');
}
