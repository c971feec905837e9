import { createMemoryStore, createScimServer, type ScimServerOptions } from '@scimwright/server'
import { GroupResourceType, User, UserResourceType } from '@scimwright/types'
import { createScimClient, type Fetch, type ScimClientOptions } from '../src/index.ts'

/** A client and the real server it asks, in this process. */
export const connect = (
  options: Partial<ScimClientOptions> = {},
  server: Partial<ScimServerOptions> = {},
) => {
  const { fetch } = createScimServer({
    resourceTypes: [UserResourceType, GroupResourceType],
    store: createMemoryStore(),
    authenticate: (request) =>
      request.headers.get('authorization') === 'Bearer secret'
        ? { directoryId: 'acme' }
        : undefined,
    ...server,
  })
  const seen: Request[] = []
  const counting: Fetch = (request) => {
    seen.push(request)
    return fetch(request)
  }
  const scim = createScimClient({
    baseUrl: 'https://scim.example',
    auth: 'secret',
    fetch: counting,
    ...options,
  })
  return { scim, seen, fetch }
}

/** The least a user has. */
export const user = (userName: string) => ({ schemas: [User.id], userName })

/** The least a group has. */
export const group = (displayName: string) => ({
  schemas: [GroupResourceType.schema.id],
  displayName,
})
