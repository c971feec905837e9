import type { Profile } from '@scimwright/engine'
import { createMemoryStore, createScimServer, type Store } from '@scimwright/server'
import { GroupResourceType, type ResourceTypeDefinition, UserResourceType } from '@scimwright/types'
import { http, type RequestHandler } from 'msw'
import type { Fault } from './fault.ts'

/** Which server is played, and what goes wrong with it. */
export interface ScimHandlersOptions {
  /** `https://scim.example.com/scim/v2` when left out. */
  readonly baseUrl?: string
  /** The bearer token it takes; `test-token` when left out. */
  readonly token?: string
  /** User and Group when left out. */
  readonly resourceTypes?: readonly ResourceTypeDefinition[]
  readonly profile?: Profile
  /** A new memory store when left out; give one to look into it. */
  readonly store?: Store
  /** From the outermost to the innermost. */
  readonly faults?: readonly Fault[]
}

/** The directory the played server keeps everything in. */
export const TEST_DIRECTORY = 'test'

/**
 * Handlers for msw that are a whole SCIM server: `@scimwright/server` over a store, with faults in front of it.
 *
 * @example
 * const server = setupServer(...scimHandlers({ token: 'secret' }))
 * server.listen({ onUnhandledRequest: 'error' })
 */
export const scimHandlers = ({
  baseUrl = 'https://scim.example.com/scim/v2',
  token = 'test-token',
  resourceTypes = [UserResourceType, GroupResourceType],
  profile,
  store = createMemoryStore(),
  faults = [],
}: ScimHandlersOptions = {}): RequestHandler[] => {
  const server = createScimServer({
    resourceTypes,
    store,
    basePath: new URL(baseUrl).pathname.replace(/\/$/, ''),
    ...(profile && { profile }),
    authenticate: (request) =>
      request.headers.get('authorization') === `Bearer ${token}`
        ? { directoryId: TEST_DIRECTORY }
        : undefined,
  })
  const answer = faults.reduceRight<(request: Request) => Promise<Response>>(
    (next, fault) => async (request) => fault(request, next),
    server.fetch,
  )
  return [baseUrl, `${baseUrl}/*`].map((path) => http.all(path, ({ request }) => answer(request)))
}
