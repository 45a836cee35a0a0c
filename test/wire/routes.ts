import { LATEST, VERSIONS } from './catalogue.js';
import { HttpError, type World } from './world.js';

/** One request, taken apart. */
export interface Call {
  world: World;
  /** Values of the path's `:name` parts, in order. */
  params: string[];
  query: URLSearchParams;
  body: Record<string, unknown>;
}

/** What a route answers: the JSON body. Throws {@link HttpError} for anything but 200. */
export interface Route {
  method: string;
  /** Path below `/api/v3.1`, parts that start with `:` match anything. */
  path: string;
  /** Which calls send this request (see `LoggedRequest.world`). */
  world: 'direct' | 'session' | 'both';
  /** Name in the log; the first parameter is put behind it where `withParam`. */
  operation: string;
  withParam?: true;
  answer: (call: Call) => unknown;
}

/** The version asked for by `toolkit_versions` (`latest`, or one per toolkit). @throws 404 for one that never was. */
export function versionFor(query: URLSearchParams, toolkit: string): string {
  const version = query.get('version') ?? query.get(`toolkit_versions[${toolkit}]`) ?? query.get('toolkit_versions');
  if (version === null || version === 'latest') return LATEST;
  if (!VERSIONS.includes(version)) throw new HttpError(404, `Toolkit ${toolkit} has no version ${version}`);
  return version;
}
