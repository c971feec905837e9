import { GroupResourceType, ScimError, UserResourceType } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { type Hooks, hooksFor, type ResourceChange } from '../src/index.ts'
import { createUser, group, patch, startServer, user } from './server.ts'

const bulk = (...Operations: object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
  Operations,
})

describe('before hooks', () => {
  const ownDomainOnly = hooksFor(UserResourceType, {
    before: {
      create: ({ after }) => {
        if (after?.userName.endsWith('@acme.example')) return undefined
        throw new ScimError({ status: 403, detail: 'userName: must be of acme.example.' })
      },
    },
  })

  test('refuse a write: nothing is stored, the client sees why', async () => {
    const { send } = startServer({ hooks: [ownDomainOnly] })
    const { status, body } = await send('POST', '/Users', user('eve@other.example'))
    expect({ status, detail: body.detail }).toEqual({
      status: 403,
      detail: 'userName: must be of acme.example.',
    })
    expect((await send('GET', '/Users')).body.totalResults).toBe(0)
    expect((await send('POST', '/Users', user('bob@acme.example'))).status).toBe(201)
  })

  test('refuse one operation of a bulk request, and no other', async () => {
    const { send } = startServer({ hooks: [ownDomainOnly] })
    const post = (bulkId: string, userName: string) => ({
      method: 'POST',
      path: '/Users',
      bulkId,
      data: user(userName),
    })
    const { body } = await send(
      'POST',
      '/Bulk',
      bulk(post('1', 'eve@other.example'), post('2', 'bob@acme.example')),
    )
    expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual(['403', '201'])
  })

  test('revise a new resource; its id and meta stay', async () => {
    const withTitle: Hooks = {
      before: {
        create: ({ after }) => ({ resource: { ...after, title: 'new', id: 'mine', meta: {} } }),
      },
    }
    const server = startServer({ hooks: [withTitle] })
    const id = await createUser(server, 'bob')
    expect(id).not.toBe('mine')
    const { body } = await server.send('GET', `/Users/${id}`)
    expect(body).toMatchObject({ title: 'new', meta: { resourceType: 'User', version: 'W/"1"' } })
  })

  test('revise an update, whose changes are told as they were stored', async () => {
    const seen: ResourceChange[] = []
    const upperTitle = hooksFor(UserResourceType, {
      before: {
        patch: ({ after }) => ({ resource: { ...after, title: after?.title?.toUpperCase() } }),
      },
    })
    const server = startServer({
      hooks: [upperTitle],
      onChange: (change) => void seen.push(change),
    })
    const id = await createUser(server, 'bob')
    const { body } = await server.send(
      'PATCH',
      `/Users/${id}`,
      patch({ op: 'add', path: 'title', value: 'vp' }),
    )
    expect(body.title).toBe('VP')
    expect(seen.at(-1)?.changes).toEqual([{ path: 'title', before: undefined, after: 'VP' }])
  })

  test('of replace, patch and delete see the resource as it is and as it shall be', async () => {
    const seen: string[] = []
    const note = ({ operation, before, after }: ResourceChange): undefined => {
      seen.push(`${operation}: ${before?.displayName} -> ${after?.displayName}`)
    }
    const server = startServer({
      hooks: [{ before: { replace: note, patch: note, delete: note } }],
    })
    const id = await createUser(server, 'bob', { displayName: 'a' })
    await server.send('PUT', `/Users/${id}`, user('bob', { displayName: 'b' }))
    await server.send(
      'PATCH',
      `/Users/${id}`,
      patch({ op: 'replace', path: 'displayName', value: 'c' }),
    )
    await server.send('DELETE', `/Users/${id}`)
    expect(seen).toEqual(['replace: a -> b', 'patch: b -> c', 'delete: c -> undefined'])
  })

  test('are not asked about a write that changes nothing', async () => {
    const refuse = () => {
      throw new ScimError({ status: 403, detail: 'never' })
    }
    const server = startServer({ hooks: [{ before: { patch: refuse } }] })
    const id = await createUser(server, 'bob', { title: 'VP' })
    const same = patch({ op: 'replace', path: 'title', value: 'VP' })
    expect((await server.send('PATCH', `/Users/${id}`, same)).status).toBe(200)
  })

  test('of a type leave the others alone', async () => {
    const { send } = startServer({ hooks: [ownDomainOnly] })
    expect((await send('POST', '/Groups', group('eve'))).status).toBe(201)
  })
})

describe('after hooks and onChange', () => {
  test('tell each committed write once, with its quirks', async () => {
    const seen: ResourceChange[] = []
    const server = startServer({ onChange: (change) => void seen.push(change) })
    const id = await createUser(server, 'bob')
    await server.send('PATCH', `/Users/${id}`, patch({ op: 'add', path: 'title', value: 'VP' }))
    await server.send('PATCH', `/Users/${id}`, patch({ op: 'add', path: 'title', value: 'VP' }))
    await server.send('POST', '/Users', user('BOB'))
    await server.send('DELETE', `/Users/${id}`)
    await server.send('DELETE', `/Users/${id}`)
    expect(seen.map(({ operation, before, after }) => [operation, !!before, !!after])).toEqual([
      ['create', false, true],
      ['patch', true, true],
      ['delete', true, false],
    ])
    expect(seen[1]).toMatchObject({
      directoryId: 'acme',
      principal: { directoryId: 'acme' },
      id,
      changes: [{ path: 'title', before: undefined, after: 'VP' }],
      after: { meta: { version: 'W/"2"' } },
    })
  })

  test('tell what becomes of members', async () => {
    const seen: ResourceChange[] = []
    const server = startServer({ onChange: (change) => void seen.push(change) })
    const id = await createUser(server, 'bob')
    const { body } = await server.send('POST', '/Groups', group('all'))
    await server.send(
      'PATCH',
      `/Groups/${body.id}`,
      patch({ op: 'add', path: 'members', value: [{ value: id }] }),
    )
    expect(seen.at(-1)?.members).toMatchObject({ add: [{ value: id }], remove: [] })
  })

  test('that fail change no answer, and are reported', async () => {
    const failures: unknown[] = []
    const { send } = startServer({
      onChange: () => {
        throw new Error('the queue is down')
      },
      onExchange: ({ diagnostics }) => failures.push(...(diagnostics.failures ?? [])),
    })
    expect((await send('POST', '/Users', user('bob'))).status).toBe(201)
    expect(failures).toEqual([new Error('the queue is down')])
  })
})

describe('RFC7644-2 authorize', () => {
  test('RFC7644-2 is asked about every operation, and about each one of a bulk request', async () => {
    const asked: string[] = []
    const server = startServer({
      authorize: (_principal, operation, { resourceType, id }) => {
        asked.push([operation, resourceType?.name, id && 'id'].filter(Boolean).join(' '))
        return true
      },
    })
    const id = await createUser(server, 'bob')
    await server.send('GET', `/Users/${id}`)
    await server.send('GET', '/')
    await server.send('PUT', `/Users/${id}`, user('bob'))
    await server.send('POST', '/Bulk', bulk({ method: 'DELETE', path: `/Users/${id}` }))
    await server.send('GET', '/Schemas')
    expect(asked).toEqual([
      'create User',
      'read User id',
      'list User',
      'list Group',
      'replace User id',
      'delete User id',
      'discover',
    ])
  })

  test('RFC7644-2 what is not allowed is 403, before anything is read or stored', async () => {
    const server = startServer({
      authorize: (_principal, operation) => operation !== 'delete' && operation !== 'patch',
    })
    const id = await createUser(server, 'bob')
    expect((await server.send('DELETE', `/Users/${id}`)).status).toBe(403)
    expect((await server.send('DELETE', '/Users/nobody')).status).toBe(403)
    const { body } = await server.send(
      'POST',
      '/Bulk',
      bulk({ method: 'DELETE', path: `/Users/${id}` }),
    )
    expect(body.Operations[0].status).toBe('403')
    expect((await server.send('GET', `/Users/${id}`)).status).toBe(200)
  })

  test('a typed hook knows its resource', () => {
    const hooks = hooksFor(GroupResourceType, {
      // @ts-expect-error a group has no userName
      before: { create: ({ after }) => (after?.userName ? undefined : undefined) },
    })
    expect(hooks.resourceType).toBe(GroupResourceType)
  })
})
