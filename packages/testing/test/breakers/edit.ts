import type { Json } from '../../src/conformance/probe.ts'

type Fetch = (request: Request) => Promise<Response>

/** Makes a server break a rule. */
export type Breaker = (fetch: Fetch) => Fetch

/** A request, open to changes. */
export interface Asked {
  method: string
  /** Below the base URL, such as `/Users/1`. */
  path: string
  readonly search: URLSearchParams
  readonly headers: Headers
  body: Json
}

/** An answer, open to changes. */
export interface Answered {
  status: number
  readonly headers: Headers
  body: Json
}

const BASE = 'https://scim.example/scim/v2'

const read = async (request: Request): Promise<Asked> => {
  const url = new URL(request.url)
  const text = await request.text()
  let body: Json = text === '' ? undefined : text
  try {
    body = JSON.parse(text)
  } catch {}
  return {
    method: request.method,
    path: url.pathname.slice('/scim/v2'.length),
    search: url.searchParams,
    headers: new Headers(request.headers),
    body,
  }
}

const textOf = (body: Json): string | undefined =>
  typeof body === 'string' || body === undefined ? body : JSON.stringify(body)

const toRequest = ({ method, path, search, headers, body }: Asked): Request => {
  const query = `${search}` === '' ? '' : `?${search}`
  const text = textOf(body)
  return new Request(`${BASE}${path}${query}`, {
    method,
    headers,
    ...(text !== undefined && { body: text }),
  })
}

/** A server that reads something else than what it was asked. */
export const asking =
  (change: (asked: Asked) => void): Breaker =>
  (fetch) =>
  async (request) => {
    const asked = await read(request)
    change(asked)
    return fetch(toRequest(asked))
  }

/** A server that answers something else than what it did. */
export const answering =
  (change: (answered: Answered, asked: Asked) => void): Breaker =>
  (fetch) =>
  async (request) => {
    const asked = await read(request)
    const response = await fetch(toRequest(asked))
    const text = await response.text()
    const answered: Answered = {
      status: response.status,
      headers: new Headers(response.headers),
      body: text === '' ? undefined : JSON.parse(text),
    }
    change(answered, asked)
    const body = [204, 304].includes(answered.status) ? null : textOf(answered.body)
    return new Response(body ?? null, { status: answered.status, headers: answered.headers })
  }

/** The resources in an answer: the one it is, or those it lists. */
export const resourcesOf = ({ body }: Answered): Json[] =>
  body?.Resources ?? (body?.id !== undefined ? [body] : [])

/** A server that changes every resource it answers with. */
export const presenting = (change: (resource: Json, asked: Asked) => void): Breaker =>
  answering((answered, asked) => {
    for (const resource of resourcesOf(answered)) change(resource, asked)
  })

/** A server that reads other filters than it is given. */
export const filtering = (change: (filter: string) => string): Breaker =>
  asking((asked) => {
    const filter = asked.search.get('filter')
    if (filter !== null) asked.search.set('filter', change(filter))
    if (typeof asked.body?.filter === 'string') asked.body.filter = change(asked.body.filter)
  })

/** A server that changes the operations of every PATCH. */
export const patching = (change: (operation: Json, index: number) => void): Breaker =>
  asking(({ method, body }) => {
    if (method === 'PATCH') body?.Operations?.forEach?.(change)
  })

/** A server that answers with another status. */
export const status = (method: string, from: number, to: number): Breaker =>
  answering((answered, asked) => {
    if (asked.method === method && answered.status === from) answered.status = to
  })

/** A server that gives errors another scimType. */
export const scimType = (from: string, to: string): Breaker =>
  answering(({ body }) => {
    if (body?.scimType === from) body.scimType = to
  })

/** A server that answers an error with 200 and everybody. */
export const everybodyFor = (wrong: (asked: Asked) => boolean): Breaker =>
  asking((asked) => {
    if (wrong(asked)) asked.search.delete('filter')
  })
