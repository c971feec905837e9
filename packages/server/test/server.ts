import type { Profile } from '@scimwright/engine'
import { GroupResourceType, UserResourceType, urns } from '@scimwright/types'
import {
  createMemoryStore,
  createScimServer,
  type ScimServerOptions,
  type Store,
} from '../src/index.ts'

/** A server over a memory store whose tokens are directory names, and a short way to ask it. */
export const startServer = (
  options: Partial<ScimServerOptions> & { profile?: Profile; store?: Store } = {},
) => {
  const server = createScimServer({
    resourceTypes: [UserResourceType, GroupResourceType],
    store: createMemoryStore(),
    authenticate: (request) => {
      const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
      return token ? { directoryId: token } : undefined
    },
    ...options,
  })
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const all = new Headers({ authorization: 'Bearer acme' })
    if (body !== undefined) all.set('content-type', 'application/scim+json')
    for (const [name, value] of Object.entries(headers)) all.set(name, value)
    const response = await server.fetch(
      new Request(`https://scim.example${path}`, {
        method,
        headers: all,
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    )
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    }
  }
  return { server, send }
}

const User = UserResourceType.schema.id
const Group = GroupResourceType.schema.id

/** The body of a user. */
export const user = (userName: string, more: object = {}) => ({
  schemas: [User],
  userName,
  ...more,
})

/** The body of a group of users. */
export const group = (displayName: string, ...members: string[]) => ({
  schemas: [Group],
  displayName,
  members: members.map((value) => ({ value, type: 'User' })),
})

/** The body of a PATCH. */
export const patch = (...Operations: object[]) => ({ schemas: [urns.PatchOp], Operations })

/** Creates a user and gives back its id. */
export const createUser = async (
  { send }: Pick<ReturnType<typeof startServer>, 'send'>,
  userName: string,
  more: object = {},
): Promise<string> => (await send('POST', '/Users', user(userName, more))).body.id
