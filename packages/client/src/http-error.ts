import { ClientError } from './client-error.ts'
import { retryAfterMs } from './retry-policy.ts'

/** The error of an answer; SCIM bodies are read leniently: `status` may be a number, `detail` may be missing (RFC 7644 §3.12). */
export const httpError = (
  { response, data }: { readonly response: Response; readonly data: unknown },
  request: { readonly method: string; readonly url: string },
  attempts: number,
): ClientError => {
  const { detail, scimType } = (typeof data === 'object' ? (data ?? {}) : {}) as Record<
    string,
    unknown
  >
  const text = typeof detail === 'string' && detail !== '' ? `: ${detail.slice(0, 1000)}` : ''
  const { status, headers } = response
  return new ClientError({
    code: status === 429 ? 'rate_limited' : 'http',
    message: `${request.method} ${request.url} was answered with ${status}${text}`,
    status,
    scimType: typeof scimType === 'string' ? scimType : undefined,
    request,
    attempts,
    retryAfterMs: retryAfterMs(headers.get('retry-after'), Date.now()),
  })
}
