import { ClientError } from '../client-error.ts'

/** Where an answer sends the client. */
interface Hop {
  readonly response: Response
  readonly method: string
  readonly url: string
  readonly hops: number
  readonly redirects: 'same-origin' | 'refuse' | undefined
}

const MAX_HOPS = 5

/**
 * The address a redirect leads to, or undefined when the answer is none; the token goes to no other origin.
 *
 * @throws ClientError redirect.
 */
export const nextHop = ({ response, method, url, hops, redirects }: Hop): string | undefined => {
  const opaque = response.type === 'opaqueredirect'
  if (!opaque && ![301, 302, 303, 307, 308].includes(response.status)) return undefined
  const location = response.headers.get('location')
  const from = new URL(url)
  const target =
    location !== null && URL.canParse(location, from) ? new URL(location, from) : undefined
  // 301 and 302 turn other methods into GET: the write would be lost and the answer look well.
  const keepsMethod = method === 'GET' || response.status === 307 || response.status === 308
  const allowed = redirects !== 'refuse' && keepsMethod && hops < MAX_HOPS
  if (allowed && target?.origin === from.origin) return target.href
  throw new ClientError({
    code: 'redirect',
    message: `[${method}] The server redirects to ${target?.origin ?? 'another address'}; set baseUrl to where it really is.`,
    status: response.status || undefined,
    request: { method, url: from.origin + from.pathname },
  })
}
