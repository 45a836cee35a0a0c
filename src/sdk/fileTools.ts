/**
 * Tools that take or give a file, by the words of their slugs and arguments.
 *
 * Up to `@composio/core` 0.6.11 `tools.execute` of any client replaces the path of such an argument by an uploaded
 * file, and a file in the result by one on the disk (`dist/index.mjs`, FileToolModifier, `autoUploadDownloadFiles`);
 * `session.execute` does neither. Which tools do so stands in their schemas (`file_uploadable`, `s3url`), which only
 * the service has: the words are those by which its catalogue names them.
 */
const FILE_SLUGS: readonly (readonly [words: RegExp, why: string])[] = [
  [/(?:^|_)UPLOAD(?:_|$)/i, 'it takes a file'],
  [/(?:^|_)DOWNLOAD(?:_|$)/i, 'it gives a file'],
  [/(?:^|_)EXPORT(?:_|$)/i, 'it gives a file'],
  [/(?:^|_)ATTACHMENTS?(?:_|$)/i, 'it takes or gives the file of an attachment'],
];

/** Arguments that are files, in the text of an object: `attachment: path`. */
const FILE_ARGUMENT = /(?:^|[\s{,'"])(attachments?|file_to_upload|fileToUpload)['"]?\s*[:,}]/;

/** A file that the code uploaded itself has the key that it got: there is nothing left to upload. */
const UPLOADED_BY_HAND = /s3key/i;

/**
 * Why a call handles a file, in words; null where nothing says so.
 *
 * @param slugs the slugs that it can have; null when they are known at run time only
 * @param argumentsText the arguments as they are written; '' when there are none
 */
export function fileHandling(slugs: readonly string[] | null, argumentsText: string): string | null {
  if (UPLOADED_BY_HAND.test(argumentsText)) return null;
  for (const slug of slugs ?? []) {
    const found = FILE_SLUGS.find(([words]) => words.test(slug));
    if (found) return `${slug}: ${found[1]}`;
  }
  const argument = FILE_ARGUMENT.exec(argumentsText)?.[1];
  return argument === undefined ? null : `its argument ${argument} is a file`;
}
