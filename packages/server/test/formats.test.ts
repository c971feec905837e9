import { GroupResourceType, UserResourceType } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { createMemoryStore, referentialIntegrity, strictFormats } from '../src/index.ts'
import { createUser, group, patch, startServer, user } from './server.ts'

const odd: [string, object][] = [
  ['emails[0].value', { emails: [{ value: 'not an address' }] }],
  ['phoneNumbers[0].value', { phoneNumbers: [{ value: '91-555-0100' }] }],
  ['addresses[0].country', { addresses: [{ country: 'Atlantis' }] }],
  ['addresses[0].country', { addresses: [{ country: 'XX' }] }],
  ['x509Certificates[0].value', { x509Certificates: [{ value: 'aGVsbG8=' }] }],
  ['photos[0].value', { photos: [{ value: 'me.png' }] }],
  ['profileUrl', { profileUrl: 'nowhere' }],
  ['preferredLanguage', { preferredLanguage: 'l_a_n_g' }],
  ['locale', { locale: 'en_US!' }],
  ['timezone', { timezone: 'Moon/Base' }],
]

const wellFormed = {
  emails: [{ value: 'bjensen@example.com' }],
  phoneNumbers: [
    { value: 'tel:+1-201-555-0123' },
    { value: 'tel:863-1234;phone-context=+1-914-555' },
  ],
  addresses: [{ country: 'FR' }],
  x509Certificates: [{ value: 'MIIBAA==' }],
  photos: [{ value: 'https://photos.example/1' }],
  profileUrl: 'https://example.com/bjensen',
  preferredLanguage: 'en-US, fr;q=0.5',
  locale: 'en-US',
  timezone: 'America/Los_Angeles',
}

describe('RFC7643-4.1 formats', () => {
  test.each(odd)('RFC7643-4.1 %s in any shape is stored by default', async (_place, attributes) => {
    const { send } = startServer()
    expect((await send('POST', '/Users', user('bob', attributes))).status).toBe(201)
  })

  test.each(odd)(
    'RFC7643-4.1 a wrong %s is 400 where formats are strict',
    async (place, attributes) => {
      const server = startServer({ hooks: [strictFormats] })
      const { status, body } = await server.send('POST', '/Users', user('bob', attributes))
      expect({ status, scimType: body.scimType }).toEqual({ status: 400, scimType: 'invalidValue' })
      expect(body.detail.startsWith(`${place}: `)).toBe(true)
      const id = await createUser(server, 'eve')
      const [[path, value]] = Object.entries(attributes) as [[string, unknown]]
      const patched = await server.send('PATCH', `/Users/${id}`, patch({ op: 'add', path, value }))
      expect(patched.status).toBe(400)
      const replaced = await server.send('PUT', `/Users/${id}`, user('eve', attributes))
      expect(replaced.status).toBe(400)
    },
  )

  test('RFC7643-4.1 well-formed values pass, and old ones hold no other change up', async () => {
    const store = createMemoryStore()
    const lenient = startServer({ store })
    const id = await createUser(lenient, 'old', { emails: [{ value: 'odd' }] })
    const strict = startServer({ store, hooks: [strictFormats] })
    expect((await strict.send('POST', '/Users', user('bob', wellFormed))).status).toBe(201)
    const patched = await strict.send(
      'PATCH',
      `/Users/${id}`,
      patch({ op: 'add', path: 'title', value: 'VP' }),
    )
    expect(patched.status).toBe(200)
  })
})

describe('RFC7643-2.3.7 referential integrity', () => {
  const start = (dangling?: 'drop' | 'reject') => {
    const store = createMemoryStore()
    const resourceTypes = [UserResourceType, GroupResourceType]
    return startServer({
      store,
      ...(dangling && { hooks: [referentialIntegrity({ store, resourceTypes, dangling })] }),
    })
  }
  const addTo = (id: string, ...values: string[]) =>
    [
      'PATCH',
      `/Groups/${id}`,
      patch({ op: 'add', path: 'members', value: values.map((value) => ({ value })) }),
    ] as const

  test('RFC7643-2.3.7 a reference that finds nobody is kept by default', async () => {
    const { send } = start()
    const { body } = await send('POST', '/Groups', group('all', 'nobody'))
    expect(body.members).toMatchObject([{ value: 'nobody' }])
  })

  test('RFC7643-2.3.7 is left out where integrity drops', async () => {
    const server = start('drop')
    const id = await createUser(server, 'bob')
    const made = await server.send('POST', '/Groups', group('all', 'nobody', id))
    expect(made.body.members).toMatchObject([{ value: id }])
    const patched = await server.send(...addTo(made.body.id, 'nobody'))
    expect(patched.status).toBe(200)
    expect(patched.body.members).toMatchObject([{ value: id }])
    expect(patched.body.meta.version).toBe('W/"1"')
    const replaced = await server.send('PUT', `/Groups/${made.body.id}`, group('all', 'nobody'))
    expect(replaced.body).not.toHaveProperty('members')
  })

  test('RFC7643-2.3.7 is 400 where integrity rejects, and nothing changes', async () => {
    const server = start('reject')
    const id = await createUser(server, 'bob')
    expect((await server.send('POST', '/Groups', group('all', id, 'nobody'))).status).toBe(400)
    const made = await server.send('POST', '/Groups', group('all', id))
    const { status, body } = await server.send(...addTo(made.body.id, 'nobody'))
    expect({ status, scimType: body.scimType }).toEqual({ status: 400, scimType: 'invalidValue' })
    expect((await server.send('GET', `/Groups/${made.body.id}`)).body.members).toHaveLength(1)
  })
})
