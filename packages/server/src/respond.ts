import { type ErrorResponse, SCIM_MEDIA_TYPE, type ScimError } from '@scimwright/types'

const CONTENT_TYPE = `${SCIM_MEDIA_TYPE}; charset=utf-8`

/** A response with a SCIM body (RFC 7644 §3.1). */
export const respond = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response => respondJson(status, JSON.stringify(body), headers)

/** A response with a SCIM body that is JSON already. */
export const respondJson = (
  status: number,
  json: string,
  headers: Record<string, string>,
): Response => new Response(json, { status, headers: { 'content-type': CONTENT_TYPE, ...headers } })

/** A response without a body. */
export const respondEmpty = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(null, { status, headers })

/** The response of an error (RFC 7644 §3.12). */
export const respondError = (error: ScimError, headers: Record<string, string> = {}): Response => {
  const body: ErrorResponse = error.toJSON()
  return respond(error.status, body, headers)
}
