/** Something that goes wrong between a client and a server: looks at a request, and answers it or passes it on. */
export type Fault = (
  request: Request,
  next: (request: Request) => Promise<Response>,
) => Response | Promise<Response>

/** How often a fault happens before all is well. */
export interface FaultOptions {
  /** 1; Infinity for ever. */
  readonly times?: number
  /** Which requests it happens to; all when left out. */
  readonly on?: (request: Request) => boolean
}

/** A fault that happens so many times. */
export const happening = ({ times = 1, on = () => true }: FaultOptions, fault: Fault): Fault => {
  let left = times
  return (request, next) => {
    if (left <= 0 || !on(request)) return next(request)
    left -= 1
    return fault(request, next)
  }
}

/** A fault that changes the lists a server answers with; for ever unless told otherwise. */
export const listing = (
  options: FaultOptions,
  change: (list: Record<string, unknown>) => void,
): Fault =>
  happening({ times: Number.POSITIVE_INFINITY, ...options }, async (request, next) => {
    const response = await next(request)
    const text = await response.text()
    const list = response.ok && text !== '' ? JSON.parse(text) : undefined
    const { status, headers } = response
    if (!Array.isArray(list?.Resources)) return new Response(text === '' ? null : text, response)
    change(list)
    return new Response(JSON.stringify(list), { status, headers })
  })
