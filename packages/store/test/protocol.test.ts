import { createScimServer } from '@scimwright/server'
import { GroupResourceType, UserResourceType, urns } from '@scimwright/types'
import { describe, expect, it } from 'vitest'
import { type Engine, engines, stopServerAtTheEnd } from './engines.ts'
import { DIRECTORY, describeEverything } from './resources.ts'

const setUp = async ({ createDatabase }: Engine) => {
  const store = await (await createDatabase()).open({ describe: describeEverything })
  const server = createScimServer({
    store,
    resourceTypes: [UserResourceType, GroupResourceType],
    authenticate: () => ({ directoryId: DIRECTORY }),
  })
  const send = async (method: string, path: string, body?: object) => {
    const response = await server.fetch(
      new Request(`https://scim.example.com${path}`, {
        method,
        ...(body && {
          headers: { 'content-type': 'application/scim+json' },
          body: JSON.stringify(body),
        }),
      }),
    )
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  return { store, send }
}

const patch = (...Operations: object[]) => ({ schemas: [urns.PatchOp], Operations })

stopServerAtTheEnd()

describe.each(engines)('the protocol over $name', (engine) => {
  it('carries an employee from the first day to the last', async () => {
    const { store, send } = await setUp(engine)
    const hired = await send('POST', '/Users', {
      schemas: [urns.User],
      userName: 'ada@example.com',
      emails: [{ value: 'Ada@Example.com', type: 'work', primary: true }],
      active: true,
    })
    const { id } = hired.body
    const again = await send('POST', '/Users', {
      schemas: [urns.User],
      userName: 'ADA@example.com',
    })
    expect([hired.status, again.status, again.body.scimType]).toEqual([201, 409, 'uniqueness'])

    const group = await send('POST', '/Groups', { schemas: [urns.Group], displayName: 'Engineers' })
    const add = { op: 'add', path: 'members', value: [{ value: id, type: 'User' }] }
    const joined = await send('PATCH', `/Groups/${group.body.id}`, patch(add))
    expect([joined.status, joined.body.members]).toMatchObject([200, [{ value: id }]])
    const filter = encodeURIComponent('emails[type eq "work" and value eq "ada@example.com"]')
    const found = await send('GET', `/Users?filter=${filter}`)
    expect(found.body).toMatchObject({
      totalResults: 1,
      Resources: [{ id, groups: [{ value: group.body.id, display: 'Engineers', type: 'direct' }] }],
    })

    const off = { op: 'replace', path: 'active', value: false }
    const deactivated = await send('PATCH', `/Users/${id}`, patch(off))
    expect(deactivated.body).toMatchObject({ active: false, meta: { version: 'W/"2"' } })
    const same = await send('PATCH', `/Users/${id}`, patch(off))
    expect(same.body.meta.version).toBe('W/"2"')
    expect((await send('DELETE', `/Users/${id}`)).status).toBe(204)
    expect((await send('GET', `/Users/${id}`)).status).toBe(404)
    expect((await send('GET', `/Groups/${group.body.id}`)).body).not.toHaveProperty('members')

    const events = await store.events(DIRECTORY, { after: 0, limit: 99 })
    expect(events.map(({ sequence, type }) => [sequence, type])).toEqual([
      [1, 'User.create'],
      [2, 'Group.create'],
      [3, 'Group.update'],
      [4, 'User.update'],
      [5, 'User.delete'],
      [6, 'Group.update'],
    ])
  })

  it('loses no member to sixteen clients that patch one group at once', async () => {
    const { send } = await setUp(engine)
    const { body } = await send('POST', '/Groups', { schemas: [urns.Group], displayName: 'All' })
    const add = (n: number) => ({ op: 'add', path: 'members', value: [{ value: `u${n}` }] })
    const answers = await Promise.all(
      Array.from({ length: 16 }, async (_, n) => {
        for (;;) {
          const answer = await send('PATCH', `/Groups/${body.id}`, patch(add(n)))
          if (answer.status !== 503) return answer.status
        }
      }),
    )
    expect(new Set(answers)).toEqual(new Set([200]))
    const { body: full } = await send('GET', `/Groups/${body.id}`)
    expect([full.members.length, full.meta.version]).toEqual([16, 'W/"17"'])
  })

  it('refuses a filter it cannot read, and never answers it with everyone', async () => {
    const { send } = await setUp(engine)
    await send('POST', '/Users', { schemas: [urns.User], userName: 'ada' })
    for (const filter of ['userName eq', 'shoeSize eq 1', 'password sw "a"', 'active gt true']) {
      const answer = await send('GET', `/Users?filter=${encodeURIComponent(filter)}`)
      expect(answer).toMatchObject({ status: 400, body: { scimType: 'invalidFilter' } })
    }
  })
})
