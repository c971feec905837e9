/** What a request is addressed to. */
export interface RequestTarget {
  /** `https://scim.example.com` */
  readonly origin: string
  /** `/scim/Users/2819c223` */
  readonly path: string
  /** `?attributes=userName`, or nothing. */
  readonly query: string
}

/** The parts of a request's URL; it is serialized already, so that reading it a second time would find nothing new. */
export const requestTarget = ({ url }: Pick<Request, 'url'>): RequestTarget => {
  const pathStart = url.indexOf('/', url.indexOf('://') + 3)
  const hash = url.indexOf('#', pathStart)
  const end = hash < 0 ? url.length : hash
  const question = url.indexOf('?', pathStart)
  const pathEnd = question < 0 || question > end ? end : question
  return {
    origin: url.slice(0, pathStart),
    path: url.slice(pathStart, pathEnd),
    query: pathEnd + 1 < end ? url.slice(pathEnd, end) : '',
  }
}
