import { createDirectoryClient, isClientError } from '@scimwright/client'
import { expect, test, vi } from 'vitest'
import { adminToken, startApplication, startProvider, user } from './provider.ts'

const directoryId = 'dir_demo'

const start = async (env: Record<string, string> = {}) => {
  const provider = await startProvider(env)
  const api = createDirectoryClient({ baseUrl: `${provider.url}/api/v1`, auth: adminToken })
  return { ...provider, api }
}

test('a customer is set up, used and taken away', async () => {
  const { api, send } = await start()
  const made = await api.directories.create({ organization_id: 'org_1', name: 'Acme' })
  expect(made).toMatchObject({ organization_id: 'org_1', profile: 'generic', enabled: true })
  const secret = await api.secrets.create({ directoryId: made.id })
  const users = `${made.endpoint}/Users`
  const token = secret.plain_secret
  expect((await send('POST', users, { body: user('ada'), token })).status).toBe(201)
  expect(await api.secrets.list({ directoryId: made.id })).toMatchObject([{ id: secret.id }])
  await api.directories.update({ directoryId: made.id, enabled: false })
  expect((await api.directories.get({ directoryId: made.id })).enabled).toBe(false)
  await api.secrets.delete({ directoryId: made.id, secretId: secret.id })
  await api.directories.delete({ directoryId: made.id })
  const ids = (await api.directories.list()).map(({ id }) => id)
  expect(ids).toEqual([directoryId])
})

test('users and groups are read page by page, with roles', async () => {
  const { api, scim } = await start()
  const ids: string[] = []
  for (const name of ['a', 'b', 'c', 'd', 'e'])
    ids.push((await scim('POST', '/Users', user(name))).body.id)
  const group = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'Crew' }
  const members = [{ value: ids[0], type: 'User' }]
  const groupId = (await scim('POST', '/Groups', { ...group, members })).body.id
  await api.roleAssignments.assign({ directoryId, groupId, role: 'admin' })
  const names: (string | undefined)[] = []
  for await (const each of api.users.list({ directoryId, limit: 2 }))
    names.push(each.preferred_username)
  expect(names).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(await api.users.list({ directoryId, limit: 2 }).toArray({ limit: 3 })).toHaveLength(3)
  expect((await api.users.get({ directoryId, userId: ids[0] ?? '' })).roles).toEqual([
    { role_name: 'admin' },
  ])
  expect((await api.groups.get({ directoryId, groupId })).members).toMatchObject([{ id: ids[0] }])
  expect(await api.groups.list({ directoryId }).toArray({ limit: 10 })).toHaveLength(1)
  expect(await api.roleAssignments.list({ directoryId })).toEqual([
    { group_id: groupId, role: 'admin' },
  ])
  await api.roleAssignments.unassign({ directoryId, groupId, role: 'admin' })
})

test('endpoints, their deliveries and attempts', async () => {
  let up = false
  const application = await startApplication(() => (up ? 204 : 500))
  const { api, scim } = await start()
  const made = await api.endpoints.create({ directoryId, url: application.url })
  const endpoint = { directoryId, endpointId: made.id }
  expect(await api.endpoints.test(endpoint)).toMatchObject({ status: 500 })
  // Fewer failures than open the breaker.
  for (const name of ['a', 'b']) await scim('POST', '/Users', user(name))
  const failed = () =>
    api.deliveries.list({ directoryId, state: 'failed', limit: 1 }).toArray({ limit: 10 })
  await vi.waitFor(async () => expect(await failed()).toHaveLength(2), 5000)
  const [newest] = await failed()
  const delivery = { directoryId, deliveryId: newest?.id ?? 0 }
  expect(await api.deliveries.attempts(delivery)).toHaveLength(4)
  up = true
  await api.deliveries.resend(delivery)
  await vi.waitFor(async () => expect(await failed()).toHaveLength(1))
  const since = new Date(Date.now() - 60_000).toISOString()
  expect(await api.endpoints.recover({ ...endpoint, since })).toEqual({ resent: 1 })
  const rotated = await api.endpoints.rotate({ ...endpoint, overlap_hours: 1 })
  expect(rotated.secrets).toHaveLength(2)
  expect(await api.endpoints.update({ ...endpoint, enabled: false })).toMatchObject({
    enabled: false,
  })
  expect(await api.endpoints.get(endpoint)).toMatchObject({ enabled: false })
  expect(await api.endpoints.list({ directoryId })).toHaveLength(1)
  await api.endpoints.delete(endpoint)
  expect(await api.endpoints.list({ directoryId })).toEqual([])
}, 30_000)

test('events are followed over pages, and on while they come', async () => {
  const { api, scim } = await start()
  for (const name of ['a', 'b', 'c']) await scim('POST', '/Users', user(name))
  const sequences: number[] = []
  for await (const { sequence } of api.events({ directoryId, after: 1, limit: 2 }))
    sequences.push(sequence)
  expect(sequences).toEqual([2, 3, 4])
  const following = new AbortController()
  const { signal } = following
  const types: string[] = []
  const done = (async () => {
    for await (const { type } of api.events({ directoryId, after: 4 }, { pollMs: 20, signal }))
      types.push(type)
  })()
  await scim('POST', '/Users', user('later'))
  await vi.waitFor(() => expect(types).toEqual(['organization.directory.user_created']))
  following.abort()
  await done
})

test('what is not there is an error with its status', async () => {
  const { api } = await start()
  const error = await api.directories.get({ directoryId: 'nobody' }).catch((thrown) => thrown)
  expect(isClientError(error, 'http') && error.status).toBe(404)
})
