import { createHash, timingSafeEqual } from 'node:crypto'
import { profiles } from '@scimwright/engine'
import { createMemoryStore, createScimServer } from '@scimwright/server'
import { GroupResourceType, UserResourceType } from '@scimwright/types'

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

// The token of the one directory there is; a real application looks the hash up among its customers'.
const expected = sha256(`Bearer ${process.env.SCIM_TOKEN ?? 'a-token-for-the-examples'}`)

/** The SCIM server every example mounts. */
export const scim = createScimServer({
  resourceTypes: [UserResourceType, GroupResourceType],
  store: createMemoryStore(),
  basePath: '/scim/v2',
  profile: profiles.generic,
  authenticate: (request) =>
    timingSafeEqual(sha256(request.headers.get('authorization') ?? ''), expected)
      ? { directoryId: 'acme' }
      : undefined,
  onChange: ({ operation, resourceType, id }) => console.log(operation, resourceType.name, id),
})
