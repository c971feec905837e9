import { urns } from '@scimwright/types'
import type { Json } from '../../src/conformance/probe.ts'
import { answering, asking, type Breaker, patching, presenting, scimType, status } from './edit.ts'

/** Breakers of the rules about PUT, PATCH, bulk requests and cursors (RFC 7644 §3.5–3.7, RFC 9865). */
export const writeBreakers: Readonly<Record<string, Breaker>> = {
  'RFC7644-3.5.1 PUT answers 200 with the whole resource': status('PUT', 200, 204),
  'RFC7644-3.5.1 PUT keeps what is unique unique': status('PUT', 409, 200),
  'RFC7644-3.5.1 what PUT leaves out is cleared': asking(({ method, body }) => {
    if (method === 'PUT' && body) body.title ??= 'VP'
  }),
  'RFC7644-3.5.1 PUT without a required attribute is 400, and changes nothing': asking(
    ({ method, body }) => {
      if (method === 'PUT' && body) body.userName ??= 'nobody'
    },
  ),
  'RFC7644-3.5.2 the body is a PatchOp with operations': asking(({ method, body }) => {
    if (method === 'PATCH' && body) body.schemas ??= [urns.PatchOp]
  }),
  'RFC7644-3.5.2 an unknown op is refused': patching((operation) => {
    if (operation.op === 'move') operation.op = 'replace'
  }),
  'RFC7644-3.5.2 a path nobody can read is 400 invalidPath': patching((operation) => {
    if (operation.path === 'emails[') operation.path = 'nickName'
  }),
  'RFC7644-3.5.2 a path to nothing that is defined is 400 invalidPath': patching((operation) => {
    if (operation.path === 'shoeSize') operation.path = 'nickName'
  }),
  'RFC7644-3.5.2 what is readOnly is not changed by its path': patching((operation) => {
    if (operation.path === 'meta.created') operation.path = 'nickName'
  }),
  // The first operation of two is carried out, then the second one fails.
  'RFC7644-3.5.2 all operations are carried out, or none': (fetch) => async (request) => {
    if (request.method !== 'PATCH') return fetch(request)
    const { url, method, headers } = request
    const body = await request.json()
    let response: Response | undefined
    for (const operation of body.Operations) {
      const one = JSON.stringify({ ...body, Operations: [operation] })
      response = await fetch(new Request(url, { method, headers, body: one }))
    }
    return response ?? Response.error()
  },
  'RFC7644-3.5.2 each operation sees what the one before it did': asking(({ method, body }) => {
    if (method === 'PATCH') body?.Operations?.reverse?.()
  }),
  'RFC7644-3.5.2 an extension attribute brings its schema, and the last one takes it away':
    presenting((resource) => {
      resource.schemas = resource.schemas?.slice(0, 1)
    }),
  'RFC7644-3.5.2 a new primary value ends the old one': presenting(({ emails }) => {
    for (const email of emails ?? []) email.primary = true
  }),
  'RFC7644-3.5.2 a client that asks for attributes gets 200 with them': status('PATCH', 200, 204),
  'RFC7644-3.5.2.1 add without a path merges into the resource': patching((operation) => {
    delete operation.value?.nickName
  }),
  'RFC7644-3.5.2.1 add appends to several values, and none twice': patching((operation) => {
    operation.op = 'replace'
  }),
  'RFC7644-3.5.2.1 what is there already changes nothing, not even lastModified': presenting(
    ({ meta }) => {
      if (meta) meta.lastModified = new Date(Date.now() + 60_000).toISOString()
      if (meta) meta.version = `W/"${crypto.randomUUID()}"`
    },
  ),
  'RFC7644-3.5.2.2 remove unassigns': patching((operation) => {
    if (operation.path === 'title') Object.assign(operation, { op: 'replace', value: '-' })
  }),
  'RFC7644-3.5.2.2 remove with a filter takes what matches, the last value takes the attribute along':
    patching((operation) => {
      if (operation.op === 'remove') operation.path = operation.path?.replace(/\[.*\]/, '')
    }),
  'RFC7644-3.5.2.2 what is required is not removed': patching((operation) => {
    if (operation.path === 'userName') operation.path = 'nickName'
  }),
  'RFC7644-3.5.2.2 remove without a path is 400 noTarget': scimType('noTarget', 'invalidPath'),
  'RFC7644-3.5.2.3 replace without a path sets each attribute': patching((operation) => {
    delete operation.value?.title
  }),
  'RFC7644-3.5.2.3 replace of what has no value adds it': answering((answered, asked) => {
    if (asked.body?.Operations?.[0]?.path === 'nickName') answered.status = 400
  }),
  'RFC7644-3.5.2.3 replace of a complex attribute leaves the parts it does not name': presenting(
    ({ name }) => {
      if (name?.givenName === 'Babs') delete name.familyName
    },
  ),
  'RFC7644-3.5.2.3 replace of several values replaces all of them': patching((operation) => {
    operation.op = 'add'
  }),
  'RFC7644-3.5.2.3 replace with a filter changes what matches, and only the part it names':
    patching((operation) => {
      operation.path = operation.path?.replace(/\[.*\]/, '[value pr]')
    }),
  'RFC7644-3.5.2.3 replace with a filter that matches nothing is 400 noTarget': patching(
    (operation) => {
      if (operation.path?.includes('made-up')) operation.path = 'nickName'
    },
  ),
  'RFC7644-3.7 each operation is answered with its bulkId, status and place': answering(
    ({ body }) => {
      for (const operation of body?.Operations ?? []) delete operation.bulkId
    },
  ),
  'RFC7644-3.7.3 an error does not stop the rest, and has the error as its response': asking(
    ({ path, body }) => {
      if (path === '/Bulk') body.failOnErrors = 1
    },
  ),
  'RFC7644-3.7.3 after failOnErrors errors nothing more is done': asking(({ body }) => {
    delete body?.failOnErrors
  }),
  'RFC7644-3.7.1 references may go round in circles': answering((answered, { path }) => {
    if (path === '/Bulk') answered.status = 409
  }),
  'RFC7644-3.7.2 a bulkId is replaced in members and in paths, forward as well': asking(
    ({ body }) => {
      body?.Operations?.sort?.((one: Json) => (one.path === '/Groups' ? -1 : 1))
      for (const { data } of body?.Operations ?? [])
        for (const member of data?.members ?? [])
          member.value = member.value.replace('bulkId:', 'bulk:')
    },
  ),
  'RFC7644-3.7.4 more operations than allowed are 413, which names the limit': answering(
    (answered) => {
      if (answered.status === 413) answered.status = 400
    },
  ),
  'RFC9865-2.1 an empty cursor begins; cursors are unreserved characters': answering(({ body }) => {
    if (body?.nextCursor) body.nextCursor = `${body.nextCursor}==`
  }),
  'RFC9865-2 every page but the last has a nextCursor, the first no previousCursor': answering(
    ({ body }, { search }) => {
      if (search.has('cursor')) body.nextCursor ??= 'more'
    },
  ),
  'RFC9865-2.1 another count in the middle is 400 invalidCount': scimType(
    'invalidCount',
    'invalidValue',
  ),
  'RFC9865-2.1 a cursor the server did not make is 400 invalidCursor': asking(({ search }) =>
    search.delete('cursor'),
  ),
  'RFC9865-3 a search by POST is paged by cursor as well': asking(({ body }) => {
    delete body?.cursor
  }),
  'RFC9865-4 the configuration says how lists are paged': answering(({ body }) => {
    delete body?.pagination
  }),
  'RFC9865-5.2 a cursor that was changed, or serves another query, is 400 invalidCursor': answering(
    (answered, { search }) => {
      if (answered.status === 400 && search.has('cursor') && !search.has('filter'))
        answered.status = 200
    },
  ),
}
