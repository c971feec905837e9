import { describe, expect, test } from 'vitest'
import { adminToken, directoryToken, startProvider, user } from './provider.ts'

const users = '/directory/dir_demo/scim/v2/Users'

describe('who may do what', () => {
  test('no, an empty, a wrong, a foreign token and an unknown directory are answered alike', async () => {
    const { send, api } = await startProvider()
    await api('POST', '/directories', { id: 'dir_other', organization_id: 'org', name: 'Other' })
    const other = (await api('POST', '/directories/dir_other/secrets')).body.plain_secret
    const answers = [
      await send('GET', users, { token: '' }),
      await send('GET', users, { token: 'wrong' }),
      await send('GET', users, { token: other }),
      await send('GET', users, { token: adminToken }),
      await send('GET', '/directory/dir_nobody/scim/v2/Users'),
    ]
    for (const { status, headers, text } of answers) {
      expect(status).toBe(401)
      expect(headers.get('www-authenticate')).toBe('Bearer realm="scim"')
      expect(text).toBe(answers[0]?.text)
    }
    expect((await send('GET', '/directory/dir_other/scim/v2/Users', { token: other })).status).toBe(
      200,
    )
  })

  test("a user of another directory is not there, like one that isn't anywhere", async () => {
    const { send, scim, api } = await startProvider()
    const { id } = (await scim('POST', '/Users', user('bjensen'))).body
    await api('POST', '/directories', { id: 'dir_other', organization_id: 'org', name: 'Other' })
    const token = (await api('POST', '/directories/dir_other/secrets')).body.plain_secret
    for (const method of ['GET', 'DELETE']) {
      const foreign = await send(method, `/directory/dir_other/scim/v2/Users/${id}`, { token })
      const nobody = await send(method, `/directory/dir_other/scim/v2/Users/${'0'.repeat(36)}`, {
        token,
      })
      expect(foreign.status).toBe(404)
      expect(foreign.text.replace(id, '0'.repeat(36))).toBe(nobody.text)
    }
    expect((await scim('GET', `/Users/${id}`)).status).toBe(200)
  })

  test('the directory API is for the admin token alone', async () => {
    const { send } = await startProvider()
    expect((await send('GET', '/api/v1/directories', { token: directoryToken })).status).toBe(401)
    expect((await send('GET', '/api/v1/directories', { token: adminToken })).status).toBe(200)
    const closed = await startProvider({ SCIMWRIGHT_ADMIN_TOKEN: '' })
    expect((await closed.send('GET', '/api/v1/directories', { token: '' })).status).toBe(401)
  })

  test('secrets are shown once: a list of endpoints has none', async () => {
    const { api } = await startProvider()
    const made = await api('POST', '/directories/dir_demo/endpoints', {
      url: 'https://example.com/hook',
    })
    expect(made.body.secret).toMatch(/^whsec_/)
    expect((await api('GET', '/directories/dir_demo/endpoints')).text).not.toContain('whsec_')
  })

  test('a body that is wrong is told what and where', async () => {
    const { api } = await startProvider()
    const { status, body } = await api('POST', '/directories', { organization_id: 'o', nam: 'x' })
    expect(status).toBe(400)
    expect(body.error).toContain('name')
    expect((await api('POST', '/directories', '{')).status).toBe(400)
    expect((await api('GET', '/events?directory_id=nobody')).status).toBe(404)
  })
})

describe('what is logged', () => {
  test('no token, no body, no filter, no id of a person', async () => {
    const { scim, lines } = await startProvider()
    const { id } = (await scim('POST', '/Users', user('secret-name'))).body
    await scim('GET', '/Users?filter=userName%20eq%20%22secret-name%22')
    await scim('GET', `/Users/${id}`)
    await scim('GET', '/Users?filter=nonsense')
    const log = lines.join('')
    expect(log).toContain('/directory/{directory}/scim/v2/Users/{id}')
    for (const private_ of [directoryToken, 'secret-name', id, 'filter=', 'nonsense'])
      expect(log).not.toContain(private_)
  })
})

test('health says whether the process lives and whether it is ready', async () => {
  const { send } = await startProvider()
  expect((await send('GET', '/livez')).status).toBe(200)
  expect((await send('GET', '/readyz')).status).toBe(200)
  expect((await send('GET', '/nothing')).status).toBe(404)
})

test('a directory that is disabled lets nobody in, and both are events', async () => {
  const { scim, api } = await startProvider()
  const set = (enabled: boolean) => api('PATCH', '/directories/dir_demo', { enabled })
  expect((await set(false)).body.enabled).toBe(false)
  expect((await scim('GET', '/Users')).status).toBe(401)
  await set(false)
  await set(true)
  expect((await scim('GET', '/Users')).status).toBe(200)
  const { data } = (await api('GET', '/events?directory_id=dir_demo')).body
  expect(
    data.map(({ type, data }: { type: string; data: { enabled: boolean } }) => [
      type,
      data.enabled,
    ]),
  ).toEqual([
    ['organization.directory_created', true],
    ['organization.directory_disabled', false],
    ['organization.directory_enabled', true],
  ])
})

test('a directory that asks too often is answered 429 and told when to come back', async () => {
  const { scim } = await startProvider({ SCIMWRIGHT_REQUESTS_PER_SECOND: '25' })
  const ask = () => scim('GET', '/ServiceProviderConfig')
  const answers = await Promise.all(Array.from({ length: 400 }, ask))
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(250)
  const refused = answers.find(({ status }) => status === 429)
  expect(refused?.headers.get('retry-after')).toBe('1')
  expect(refused?.body.status).toBe('429')
})
