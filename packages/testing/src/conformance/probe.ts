import { GroupResourceType, SCIM_MEDIA_TYPE, UserResourceType, urns } from '@scimwright/types'
import { holds } from './expectations.ts'

/** A JSON object, as servers send it. */
// biome-ignore lint/suspicious/noExplicitAny: what a foreign server sends has any shape; rules look at it
export type Json = any

/** What a server answered. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** The parsed body; undefined when there is none. */
  readonly body: Json
}

/** How a server is asked. */
export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string | null>>,
) => Promise<Answer>

/** The server under test, with shortcuts; everything made through it is deleted in the end. */
export interface Probe {
  readonly send: Send
  /** A text that no other check uses. */
  readonly name: (prefix?: string) => string
  /** Creates a user with a new userName. */
  readonly user: (attributes?: object) => Promise<Json>
  /** Creates a group with a new displayName. */
  readonly group: (members?: readonly string[]) => Promise<Json>
  readonly patch: (path: string, ...operations: object[]) => Promise<Answer>
  /** The list a query answers with. */
  readonly query: (
    path: string,
    parameters: Readonly<Record<string, string | number>>,
  ) => Promise<Json>
  /** Remembers a resource for deletion. */
  readonly forget: (endpoint: string, id: string) => void
}

/** The URNs rules write into bodies. */
export const USER = UserResourceType.schema.id
export const GROUP = GroupResourceType.schema.id
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** Where the server is, and who asks. */
export interface ProbeOptions {
  /** Without a slash at its end. */
  readonly baseUrl: string
  readonly token: string
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined
}

/** Asks a server over HTTP. */
export const createSend =
  ({ baseUrl, token, fetch = globalThis.fetch }: ProbeOptions): Send =>
  async (method, path, body, headers = {}) => {
    const all = new Headers({ authorization: `Bearer ${token}`, accept: SCIM_MEDIA_TYPE })
    if (body !== undefined) all.set('content-type', SCIM_MEDIA_TYPE)
    for (const [name, value] of Object.entries(headers))
      if (value === null) all.delete(name)
      else all.set(name, value)
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const url = path.startsWith('http') ? path : `${baseUrl}${path}`
    const response = await fetch(
      new Request(url, { method, headers: all, ...(text !== undefined && { body: text }) }),
    )
    const answered = await response.text()
    return { status: response.status, headers: response.headers, body: parse(answered) }
  }

const parse = (text: string): Json => {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A probe over a way to ask; `cleanUp` deletes what it made. */
export const createProbe = (send: Send): Probe & { cleanUp(): Promise<void> } => {
  const run = crypto.randomUUID().slice(0, 8)
  const made: string[] = []
  let count = 0
  const name = (prefix = 'probe') => `${prefix}-${run}-${++count}`
  const forget = (endpoint: string, id: string) => void made.push(`${endpoint}/${id}`)
  const create = async (endpoint: string, body: object): Promise<Json> => {
    const answer = await send('POST', endpoint, body)
    holds(answer.status === 201, `POST ${endpoint} answers 201`, answer.body ?? answer.status)
    forget(endpoint, answer.body?.id)
    return answer.body
  }
  return {
    send,
    name,
    forget,
    user: (attributes = {}) =>
      create('/Users', { schemas: [USER], userName: name(), ...attributes }),
    group: (members = []) =>
      create('/Groups', {
        schemas: [GROUP],
        displayName: name('group'),
        ...(members.length > 0 && { members: members.map((value) => ({ value, type: 'User' })) }),
      }),
    patch: (path, ...Operations) => send('PATCH', path, { schemas: [urns.PatchOp], Operations }),
    query: async (path, parameters) => {
      const search = Object.entries(parameters)
        .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
        .join('&')
      const { status, body } = await send('GET', `${path}?${search}`)
      holds(status === 200, `GET ${path}?${search} answers 200`, body ?? status)
      return body
    },
    cleanUp: async () => {
      for (const path of made.reverse()) await send('DELETE', path)
    },
  }
}
