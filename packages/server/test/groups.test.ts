import { describe, expect, test } from 'vitest'
import { createUser, group, patch, startServer, user } from './server.ts'

describe('RFC7643-4.2 groups', () => {
  test('RFC7643-4.1.2 a user carries its groups, with addresses', async () => {
    const server = startServer()
    const id = await createUser(server, 'bjensen')
    const crew = (await server.send('POST', '/Groups', group('Crew', id))).body
    expect(crew.members).toEqual([
      { value: id, type: 'User', $ref: `https://scim.example/Users/${id}` },
    ])
    const { body } = await server.send('GET', `/Users/${id}`)
    expect(body.groups).toEqual([
      {
        value: crew.id,
        display: 'Crew',
        type: 'direct',
        $ref: `https://scim.example/Groups/${crew.id}`,
      },
    ])
  })

  test('RFC7644-3.5.2 members are added and removed; a repetition is no new version', async () => {
    const server = startServer()
    const crew = (await server.send('POST', '/Groups', group('Crew', 'u1'))).body
    const add = patch({ op: 'add', path: 'members', value: [{ value: 'u2' }] })
    const added = (await server.send('PATCH', `/Groups/${crew.id}`, add)).body
    expect(added.members.map((each: { value: string }) => each.value)).toEqual(['u1', 'u2'])
    const again = (await server.send('PATCH', `/Groups/${crew.id}`, add)).body
    expect(again.meta.version).toBe(added.meta.version)
    const remove = patch({ op: 'remove', path: 'members[value eq "u1"]' })
    expect((await server.send('PATCH', `/Groups/${crew.id}`, remove)).body.members).toEqual([
      { value: 'u2' },
    ])
    const twice = await server.send('PATCH', `/Groups/${crew.id}`, remove)
    expect({ status: twice.status, scimType: twice.body.scimType }).toEqual({
      status: 400,
      scimType: 'noTarget',
    })
  })

  test('a PATCH of a large group answers 204 unless attributes are asked for', async () => {
    const server = startServer({ limits: { maxMembersReturned: 2 } })
    const crew = (await server.send('POST', '/Groups', group('Crew', 'u1', 'u2'))).body
    const add = (value: string) => patch({ op: 'add', path: 'members', value: [{ value }] })
    expect((await server.send('PATCH', `/Groups/${crew.id}`, add('u3'))).status).toBe(204)
    const asked = await server.send('PATCH', `/Groups/${crew.id}?attributes=members`, add('u4'))
    expect(asked.body.members).toHaveLength(4)
  })

  test('RFC7644-3.6 a deleted user is gone from its groups, which are new versions', async () => {
    const server = startServer()
    const id = await createUser(server, 'bjensen')
    const crew = (await server.send('POST', '/Groups', group('Crew', id))).body
    expect((await server.send('DELETE', `/Users/${id}`)).status).toBe(204)
    expect((await server.send('GET', `/Users/${id}`)).status).toBe(404)
    const { body } = await server.send('GET', `/Groups/${crew.id}`)
    expect(body).not.toHaveProperty('members')
    expect(body.meta.version).not.toBe(crew.meta.version)
    expect((await server.send('POST', '/Users', user('bjensen'))).status).toBe(201)
  })
})
