import { ENTERPRISE, USER } from '../../src/conformance/probe.ts'
import { answering, asking, type Breaker, presenting, scimType, status } from './edit.ts'

/** Breakers of the rules about resources (RFC 7643). */
export const resourceBreakers: Readonly<Record<string, Breaker>> = {
  'RFC7643-2.1 attribute names are read in any letter case': asking(({ body }) => {
    delete body?.USERNAME
  }),
  'RFC7643-2.3.7 the $ref of a member leads to it': presenting(({ members }) => {
    for (const member of members ?? []) member.$ref = member.$ref?.replace('/Users/', '/Groups/')
  }),
  'RFC7643-2.4 one element at most is primary': (fetch) => {
    const one = asking(({ body }) => {
      for (const email of body?.emails?.slice(1) ?? []) delete email.primary
    })
    const all = presenting(({ emails }) => {
      for (const email of emails ?? []) email.primary = true
    })
    return all(one(fetch))
  },
  'RFC7643-2.4 the same type and value is not returned twice': presenting((resource) => {
    if (resource.emails) resource.emails = [...resource.emails, ...resource.emails]
  }),
  'RFC7643-2.5 null and an empty array are unassigned': asking(({ body }) => {
    for (const operation of body?.Operations ?? []) delete operation.value?.nickName
  }),
  'RFC7643-3 a resource says by which schemas it is described': presenting((resource) => {
    resource.schemas = resource.schemas?.slice(0, 1)
  }),
  'RFC7643-3 a body without schemas, or without the base schema, is refused': asking(
    ({ method, body }) => {
      if (method === 'POST' && body) body.schemas = [USER]
    },
  ),
  'RFC7643-3.3 extension attributes stand under the URN of their schema': presenting((resource) => {
    Object.assign(resource, resource[ENTERPRISE])
    delete resource[ENTERPRISE]
  }),
  'RFC7643-3.1 the id is the provider’s, whatever the client sends': presenting((resource) => {
    resource.id = 'mine'
  }),
  'RFC7643-3.1 the id stays and is always returned': presenting((resource, { search }) => {
    if (search.has('attributes')) delete resource.id
  }),
  'RFC7643-3.1 externalId is the client’s: kept, not invented, not unique': presenting(
    (resource) => {
      resource.externalId ??= resource.id
    },
  ),
  'RFC7643-3.1 meta has type, times, location and version, and is the provider’s': presenting(
    ({ meta }) => {
      if (meta) meta.version = 'W/"x"'
    },
  ),
  'RFC7643-3.1 common attributes are there for every type': answering(
    (answered, { path, search }) => {
      if (path === '/Groups' && search.get('filter')?.includes('meta.created'))
        answered.body.totalResults = 0
    },
  ),
  'RFC7643-4.1.1 a user needs a userName': asking(({ method, body }) => {
    if (method === 'POST' && body && !body.userName) body.userName = 'nobody'
  }),
  'RFC7643-4.1.1 a userName is unique, whatever its letter case': asking(({ body }) => {
    if (body?.userName)
      body.userName = [...body.userName].map((c) => (/[A-Z]/.test(c) ? `_${c}` : c)).join('')
  }),
  'RFC7643-4.1.1 a password is never returned': (fetch) => {
    let password: unknown
    return answering(({ body }, asked) => {
      password = asked.body?.password ?? password
      if (body?.id) body.password = password
    })(fetch)
  },
  'RFC7643-4.1.2 groups of a user follow from the groups alone': presenting((resource) => {
    delete resource.groups
  }),
  'RFC7643-4.2 a group needs a displayName': asking(({ path, body }) => {
    if (path === '/Groups' && body) body.displayName ??= 'nameless'
  }),
  'RFC7643-7 what is readOnly is not modified': answering(({ body }, asked) => {
    if (asked.method === 'PUT' && asked.body?.groups) body.groups = asked.body.groups
  }),
  'RFC7643-5 the configuration says what is supported': answering(({ body }) => {
    if (body?.changePassword) delete body.changePassword
  }),
  'RFC7643-6 resource types name endpoints and schemas that are there': answering(
    ({ body }, { path }) => {
      if (path === '/Schemas')
        body.Resources = body.Resources.filter(({ id }: { id: string }) => id !== ENTERPRISE)
    },
  ),
  'RFC7643-7 a schema tells every characteristic of every attribute': answering(({ body }) => {
    for (const attribute of body?.attributes ?? []) delete attribute.returned
  }),
  'RFC7644-4 schemas and resource types are lists, each one has its address': answering(
    (answered, { path }) => {
      if (path === '/ResourceTypes') answered.body = answered.body.Resources
    },
  ),
  'RFC7644-4 sorting and paging do not count there': answering(({ body }, { path, search }) => {
    if (path === '/Schemas' && search.has('count')) body.Resources = body.Resources.slice(0, 1)
  }),
  'RFC7644-4 a filter there is 403': asking(({ path, search }) => {
    if (path === '/Schemas') search.delete('filter')
  }),
  'RFC7644-3.6 DELETE answers 204 without a body': status('DELETE', 204, 200),
  'RFC7644-3.6 what is deleted is 404 for every method': status('DELETE', 404, 204),
  'RFC7644-3.6 what is deleted is found no more': asking((asked) => {
    if (asked.method !== 'DELETE' || !asked.path.startsWith('/Users')) return
    asked.method = 'PATCH'
    asked.headers.set('content-type', 'application/scim+json')
    asked.body = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'active', value: false }],
    }
  }),
  'RFC7644-3.6 the name of what was deleted is free': (fetch) => {
    const deleted = new Set<string>()
    let last = ''
    return answering((answered, asked) => {
      last = asked.body?.userName ?? last
      if (asked.method === 'DELETE') deleted.add(last)
      if (asked.method === 'POST' && deleted.has(asked.body?.userName)) answered.status = 409
    })(fetch)
  },
  'RFC7644-3.3 POST answers 201 with the address of what it made': answering(({ headers }) =>
    headers.delete('location'),
  ),
  'RFC7644-3.3 POST answers with the whole resource': answering((answered, asked) => {
    if (asked.method === 'POST' && answered.status === 201) delete answered.body.title
  }),
  'RFC7644-3.3 what exists already is 409 uniqueness': scimType('uniqueness', 'invalidValue'),
  'RFC7644-3.4.1 a resource is read by its id, one that is not there is 404': status(
    'GET',
    404,
    200,
  ),
  'RFC7644-3.4.2 a list says how many there are': answering(({ body }) => {
    if (body?.Resources) delete body.totalResults
  }),
  'RFC7644-3.4.2 a part of a list says which part it is': answering(({ body }) => {
    if (body?.Resources) delete body.itemsPerPage
  }),
  'RFC7644-3.4.2 no match is 200 with no results': answering((answered) => {
    if (answered.body?.totalResults === 0) answered.status = 404
  }),
  'RFC7644-3.4.2 unknown query parameters are ignored': answering((answered, { search }) => {
    if (search.has('colour')) answered.status = 400
  }),
  'RFC7644-3.4.2.1 the root is searched over all types': asking((asked) => {
    if (asked.path === '/') asked.path = '/Users'
  }),
  'RFC7644-3.4.2.1 at the root an attribute of one type is unassigned in the others': answering(
    (answered, { path }) => {
      if (path === '/') answered.status = 400
    },
  ),
}
