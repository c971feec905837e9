import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll } from 'vitest'

/** Where the servers of these tests are; nothing listens there. */
export const BASE = 'https://scim.test/scim/v2'

/** One request as it arrived. */
export interface Arrived {
  readonly method: string
  /** Below the base URL, without the query. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into what they sent themselves
  readonly body: any
}

/** Answers the n-th request, counted from 0. */
export type Answering = (arrived: Arrived, index: number) => Response | Promise<Response>

/** Lets msw answer everything below the base URL; a request elsewhere is an error. */
export const useIntercept = () => {
  const server = setupServer()
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => server.resetHandlers())
  afterAll(() => server.close())
  return (answering: Answering): Arrived[] => {
    const seen: Arrived[] = []
    server.use(
      http.all(`${BASE}/*`, async ({ request }) => {
        const { pathname, searchParams } = new URL(request.url)
        const text = await request.text()
        const arrived = {
          method: request.method,
          path: pathname.replace('/scim/v2', ''),
          query: searchParams,
          headers: request.headers,
          body: text === '' ? undefined : JSON.parse(text),
        }
        return answering(arrived, seen.push(arrived) - 1)
      }),
    )
    return seen
  }
}

/** An answer in SCIM's media type. */
export const scim = (status: number, body?: unknown, headers: Record<string, string> = {}) =>
  new HttpResponse(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/scim+json', ...headers },
  })

/** An error in SCIM's words. */
export const fault = (status: number, scimType?: string, headers: Record<string, string> = {}) =>
  scim(status, { status: String(status), scimType, detail: 'no' }, headers)
