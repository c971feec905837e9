import { ScimError } from '@scimwright/types'

/** The version with a number: `W/"3"`, as in `meta.version` and the ETag header (RFC 7643 §3.1). */
export const versionOf = (number: number): string => `W/"${number}"`

/** The number in a version. */
export const numberOf = (version: string): number => Number(/^W\/"(\d+)"$/.exec(version)?.[1] ?? 0)

/** Whether a header such as If-Match names a version; tags are compared weakly (RFC 9110 §8.8.3.2). */
export const namesVersion = (header: string, version: string): boolean =>
  header.trim() === '*' || header.split(',').some((tag) => opaque(tag) === opaque(version))

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '').replace(/^"|"$/g, '')

/**
 * Holds If-Match against the version a write is based on (RFC 7644 §3.14).
 *
 * @throws ScimError 412.
 */
export const checkIfMatch = (ifMatch: string | null, version: string): void => {
  if (ifMatch !== null && !namesVersion(ifMatch, version)) throw preconditionFailed()
}

/** The error of a write that another one was faster than. */
export const preconditionFailed = (): ScimError =>
  new ScimError({
    status: 412,
    detail: 'If-Match: the resource has another version by now; read it again (RFC 7644 §3.14).',
    section: 'RFC7644 3.14',
  })
