import type * as z from 'zod'

/** One thing that is wrong, with its place in SCIM notation. */
export interface ScimIssue {
  /** `emails[1].value`, or `urn:…:User:department` for an extension attribute; empty for the whole body. */
  path: string
  message: string
}

/** The issues of a zod error, their paths in SCIM attribute notation (RFC 7644 §3.10). */
export const scimIssues = (error: z.ZodError): ScimIssue[] =>
  error.issues.map(({ path, message }) => ({ path: scimPath(path), message }))

const scimPath = (path: readonly PropertyKey[]): string => {
  let text = ''
  path.forEach((part, index) => {
    if (typeof part === 'number') text += `[${part}]`
    else text += `${separator(path[index - 1])}${String(part)}`
  })
  return text
}

// Attribute notation joins a URN and an attribute with a colon, an attribute and its sub-attribute with a dot.
const separator = (before: PropertyKey | undefined): string => {
  if (before === undefined) return ''
  return typeof before === 'string' && before.startsWith('urn:') ? ':' : '.'
}
