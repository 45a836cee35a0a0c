import { coerce, gte, minVersion, validRange } from 'semver';
import { parseAllDocuments } from 'yaml';
import { fileNameOf, folderOf, isWithin, type NodeEvidence, type TextFile } from './facts.js';
import { NODE_OF_ESM_LINE } from './releases.js';

/**
 * Which Node versions a package is used with, by what its project says: `engines`, Volta, version files, CI files,
 * container images. One place that allows an older Node is enough, as the package must run there too.
 */

const VERSION_FILES: ReadonlySet<string> = new Set(['.nvmrc', '.node-version', '.tool-versions']);
const CI_PATH =
  /(^|\/)(\.github\/(workflows|actions)\/.+\.ya?ml|\.gitlab-ci\.ya?ml|\.circleci\/config\.ya?ml|azure-pipelines\.ya?ml|\.travis\.ya?ml|bitbucket-pipelines\.ya?ml)$/;
const DOCKERFILE = /(^|\/)(Dockerfile|Containerfile)(\.[\w.-]+)?$|\.dockerfile$/;

/** Whether a file can say which Node is used; the caller passes such files as extras. */
export function isNodeEvidence(path: string): boolean {
  return VERSION_FILES.has(fileNameOf(path)) || CI_PATH.test(path) || DOCKERFILE.test(path);
}

interface Statement {
  where: string;
  /** As written: `18`, `>=20`, `lts/iron`, `22.x`. */
  version: string;
}

/**
 * @param folder of the package, relative to the root.
 * @param engines `engines.node` and Volta versions of the package and the manifests above it.
 * @param extras files that `isNodeEvidence` names; those of other folders do not count.
 */
export function nodeEvidence(folder: string, engines: readonly Statement[], extras: readonly TextFile[]): NodeEvidence {
  const statements = [...engines, ...nearestVersionFile(folder, extras), ...fromPipelines(folder, extras)];
  const older = statements.find((one) => allowsOlder(one.version));
  if (older) return { allowsOlder: true, evidence: `${older.where} allows Node ${older.version}` };
  const [first] = statements;
  if (first) return { allowsOlder: false, evidence: `${first.where} asks for Node ${first.version}` };
  return { allowsOlder: true, evidence: 'nothing in the project says which Node it needs, so an older one is assumed' };
}

function allowsOlder(written: string): boolean {
  const version = written.trim().replace(/^v(?=\d)/, '');
  const named = NAMED.get(version.toLowerCase());
  if (named !== undefined) return named < 24;
  const range = validRange(version);
  const smallest = range === null ? coerce(version) : minVersion(range);
  return smallest === null || !gte(smallest, NODE_OF_ESM_LINE);
}

/** Names of release lines. Source: the release schedule of Node. Today's LTS and later count as new enough. */
const NAMED: ReadonlyMap<string, number> = new Map([
  ...([
    ['lts/fermium', 14],
    ['lts/gallium', 16],
    ['lts/hydrogen', 18],
    ['lts/iron', 20],
    ['lts/jod', 22],
  ] as const),
  ...([
    ['lts/krypton', 24],
    ['lts/*', 24],
    ['lts', 24],
    ['node', 26],
    ['latest', 26],
    ['current', 26],
  ] as const),
]);

/** The version files that hold for a folder are those in it or nearest above it. */
function nearestVersionFile(folder: string, extras: readonly TextFile[]): Statement[] {
  const files = extras.filter(
    (file) => VERSION_FILES.has(fileNameOf(file.path)) && isWithin(folder, folderOf(file.path)),
  );
  const nearest = Math.max(-1, ...files.map((file) => folderOf(file.path).length));
  return files
    .filter((file) => folderOf(file.path).length === nearest)
    .flatMap((file) => {
      const line = fileNameOf(file.path) === '.tool-versions' ? /^\s*node(?:js)?\s+(\S+)/m : /^\s*([^\s#]+)/m;
      const version = line.exec(file.text)?.[1];
      return version === undefined ? [] : [{ where: file.path, version }];
    });
}

function fromPipelines(folder: string, extras: readonly TextFile[]): Statement[] {
  return extras.flatMap((file) => {
    if (DOCKERFILE.test(file.path)) return isWithin(folder, folderOf(file.path)) ? fromDockerfile(file) : [];
    if (!CI_PATH.test(file.path)) return [];
    const owner = file.path.replace(/(^|\/)(\.github|\.circleci)\/.*$/, '').replace(/(^|\/)[^/]*\.ya?ml$/, '');
    return isWithin(folder, owner) ? fromPipeline(file) : [];
  });
}

function fromDockerfile(file: TextFile): Statement[] {
  return [...file.text.matchAll(/^\s*FROM\s+(?:--\S+\s+)?(\S+)/gim)].flatMap(([, image]) =>
    fromImage(file.path, image!),
  );
}

/** `node:18-alpine`, `docker.io/library/node:20`, `cimg/node:18.20`; images without a version say nothing. */
function fromImage(where: string, image: string): Statement[] {
  const version = /(?:^|\/)node:v?(\d[\d.]*)/.exec(image)?.[1];
  return version === undefined ? [] : [{ where, version }];
}

function fromPipeline(file: TextFile): Statement[] {
  const found: Statement[] = [];
  const visit = (value: unknown, key: string): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item, key);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) visit(item, name);
    } else if (typeof value === 'string' || typeof value === 'number') {
      found.push(...fromScalar(file.path, key, String(value)));
    }
  };
  try {
    for (const document of parseAllDocuments(file.text)) visit(document.toJS({ maxAliasCount: 100 }), '');
  } catch {
    // A pipeline file that is no YAML says nothing; it is not ours to report.
  }
  return found;
}

function fromScalar(where: string, key: string, value: string): Statement[] {
  if (
    /^(node|node[-_]?js|(node|node[-_]?js)[-_]?versions?|versionspec)$/i.test(key) &&
    /^(v?\d|lts|latest|[<>=~^])/i.test(value)
  ) {
    return [{ where, version: value }];
  }
  return key === 'image' || key === 'container' || key === 'name' ? fromImage(where, value) : [];
}
