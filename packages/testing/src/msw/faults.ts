import { SCIM_MEDIA_TYPE, ScimError } from '@scimwright/types'
import { type Fault, type FaultOptions, happening, listing } from './fault.ts'

/**
 * What servers do wrong, for tests of clients; give them to `scimHandlers`.
 *
 * @example
 * setupServer(...scimHandlers({ faults: [faults.tooManyRequests({ retryAfter: 1 }), faults.duplicateRows()] }))
 */
export const faults = {
  /** 429 with `Retry-After`, in seconds or as a date; none when it is null. */
  tooManyRequests: ({
    retryAfter = 1,
    ...options
  }: FaultOptions & { readonly retryAfter?: number | string | null } = {}): Fault =>
    happening(options, () => {
      const error = new ScimError({ status: 429, detail: 'Slow down.' })
      return new Response(JSON.stringify(error), {
        status: 429,
        headers: {
          'content-type': SCIM_MEDIA_TYPE,
          ...(retryAfter !== null && { 'retry-after': String(retryAfter) }),
        },
      })
    }),

  /** The connection breaks before the server has seen the request. */
  droppedSocket: (options: FaultOptions = {}): Fault => happening(options, () => Response.error()),

  /** The server does what it was asked, and its answer breaks off in the middle. */
  truncatedBody: (options: FaultOptions = {}): Fault =>
    happening(options, async (request, next) => {
      const response = await next(request)
      const bytes = new Uint8Array(await response.arrayBuffer())
      const body = new ReadableStream({
        start: (controller) => {
          controller.enqueue(bytes.slice(0, bytes.length / 2))
          controller.error(new TypeError('terminated'))
        },
      })
      const { status, headers } = response
      return new Response(body, { status, headers })
    }),

  /** Every page is the first one. */
  ignoredStartIndex: (options: FaultOptions = {}): Fault =>
    happening({ times: Number.POSITIVE_INFINITY, ...options }, (request, next) => {
      const url = new URL(request.url)
      url.searchParams.delete('startIndex')
      return next(new Request(url, request))
    }),

  /** `totalResults` is wrong by so many. */
  lyingTotals: ({ by = 10, ...options }: FaultOptions & { readonly by?: number } = {}): Fault =>
    listing(options, (list) => {
      list.totalResults = Number(list.totalResults) + by
    }),

  /** The first resource of each page comes a second time. */
  duplicateRows: (options: FaultOptions = {}): Fault =>
    listing(options, (list) => {
      const [first, ...others] = list.Resources as unknown[]
      if (first !== undefined) list.Resources = [first, first, ...others]
    }),

  /** PUT is 404, for resources that are there. */
  noPut: (options: FaultOptions = {}): Fault =>
    happening(
      { times: Number.POSITIVE_INFINITY, on: ({ method }) => method === 'PUT', ...options },
      () => {
        const error = new ScimError({ status: 404, detail: 'Not found.' })
        const headers = { 'content-type': SCIM_MEDIA_TYPE }
        return new Response(JSON.stringify(error), { status: 404, headers })
      },
    ),
}
