import { verifyWebhook } from '@scimwright/webhooks'
import { describe, expect, test, vi } from 'vitest'
import { createProvider } from '../src/create-provider.ts'
import { patch, startApplication, startProvider, startSilent, user } from './provider.ts'

describe('a change becomes a signed delivery', () => {
  test('hire, change and leave arrive in order, normalized, and verify', async () => {
    const application = await startApplication()
    const { scim, secret } = await startProvider({ SCIMWRIGHT_WEBHOOK_URL: application.url })
    const body = user('bjensen', {
      externalId: 'x1',
      emails: [{ value: 'b@example.com' }],
      password: 'p4ssw0rd',
    })
    const { id } = (await scim('POST', '/Users', body)).body
    await scim('PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'active', value: 'False' }))
    await scim('PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'active', value: false }))
    await scim('DELETE', `/Users/${id}`)
    await vi.waitFor(() => expect(application.arrived).toHaveLength(3))
    const results = await Promise.all(
      application.arrived.map(({ body, headers }) =>
        verifyWebhook({ body, headers, secrets: [secret] }),
      ),
    )
    const events = results.map((result) => (result.ok ? result.event : undefined))
    expect(events.map((event) => event?.type)).toEqual([
      'organization.directory.user_created',
      'organization.directory.user_updated',
      'organization.directory.user_deleted',
    ])
    expect(events[0]).toMatchObject({
      spec_version: '1',
      environment_id: 'env_default',
      organization_id: 'org_demo',
      directory_id: 'dir_demo',
      sequence: 2,
      cause: { operation: 'create' },
      object: 'DirectoryUser',
      data: {
        id,
        version: 1,
        dp_id: 'x1',
        preferred_username: 'bjensen',
        email: 'b@example.com',
        active: true,
      },
    })
    expect(events[1]).toMatchObject({
      sequence: 3,
      cause: { operation: 'patch' },
      data: { version: 2, active: false, previous_attributes: { active: null } },
    })
    expect(events[2]).toMatchObject({ sequence: 4, data: { id, preferred_username: 'bjensen' } })
    expect(results.map((result) => result.ok && result.id)).toEqual(
      events.map((event) => event?.id),
    )
    expect(JSON.stringify(application.arrived)).not.toContain('p4ssw0rd')
  })

  test('members who really came and went are told, a repetition is not', async () => {
    const application = await startApplication()
    const { scim } = await startProvider({ SCIMWRIGHT_WEBHOOK_URL: application.url })
    const group = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'Crew' }
    const { id } = (await scim('POST', '/Groups', group)).body
    const add = patch({ op: 'Add', path: 'members', value: [{ $ref: null, value: 'u1' }] })
    await scim('PATCH', `/Groups/${id}`, add)
    await scim('PATCH', `/Groups/${id}`, add)
    await scim('PATCH', `/Groups/${id}`, patch({ op: 'remove', path: 'members[value eq "u1"]' }))
    await vi.waitFor(() => expect(application.arrived).toHaveLength(3))
    const events = application.arrived.map(({ body }) => JSON.parse(body))
    expect(events.map(({ type }) => type.split('.')[2])).toEqual([
      'group_created',
      'group_membership_updated',
      'group_membership_updated',
    ])
    expect(events[1].data).toMatchObject({
      display_name: 'Crew',
      added: [{ id: 'u1' }],
      removed: [],
    })
    expect(events[2].data).toMatchObject({ added: [], removed: [{ id: 'u1' }] })
  })
})

describe('a delivery that fails', () => {
  test('is tried again with the same id, a new timestamp and in order', async () => {
    let failures = 2
    const application = await startApplication(() => (failures-- > 0 ? 500 : 204))
    const { scim } = await startProvider({ SCIMWRIGHT_WEBHOOK_URL: application.url })
    const { id } = (await scim('POST', '/Users', user('bjensen'))).body
    await scim('PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'title', value: 'VP' }))
    await vi.waitFor(() => expect(application.arrived).toHaveLength(4))
    const sequences = application.arrived.map(({ body }) => JSON.parse(body).sequence)
    expect(sequences).toEqual([2, 2, 2, 3])
    const ids = application.arrived.map(({ headers }) => headers['webhook-id'])
    expect(new Set(ids.slice(0, 3)).size).toBe(1)
  })

  test('410 disables the endpoint', async () => {
    const application = await startApplication(() => 410)
    const { scim, api } = await startProvider({ SCIMWRIGHT_WEBHOOK_URL: application.url })
    await scim('POST', '/Users', user('a'))
    await vi.waitFor(async () =>
      expect((await api('GET', '/directories/dir_demo/endpoints')).body.data[0].enabled).toBe(
        false,
      ),
    )
    await scim('POST', '/Users', user('b'))
    expect(application.arrived).toHaveLength(1)
  })

  test('waits in the database: a provider that is started again sends it', async () => {
    const away = await startProvider({
      SCIMWRIGHT_WEBHOOK_URL: 'http://127.0.0.1:9/hook',
      SCIMWRIGHT_RETRY_SECONDS: '0,0.7,0.7,0.7,0.7',
    })
    await away.scim('POST', '/Users', user('bjensen'))
    await away.close()
    const application = await startApplication()
    const again = await createProvider({ ...away.config, SCIMWRIGHT_WEBHOOK_URL: application.url })
    await vi.waitFor(() => expect(application.arrived).toHaveLength(1), 5000)
    await again.close()
  })

  test('goes to no private address, and to no http address, outside of development', async () => {
    const application = await startApplication()
    const { scim, lines } = await startProvider({
      SCIMWRIGHT_WEBHOOK_URL: application.url.replace('http:', 'https:'),
      SCIMWRIGHT_ALLOW_LOOPBACK_WEBHOOKS: 'false',
    })
    await scim('POST', '/Users', user('bjensen'))
    await vi.waitFor(() =>
      expect(lines.join('')).toContain('the address of the endpoint is not public'),
    )
    expect(application.arrived).toEqual([])
  })
})

test('an endpoint that never answers holds up none of the others', async () => {
  const silent = await startSilent()
  const application = await startApplication()
  const { scim, api } = await startProvider({
    SCIMWRIGHT_WEBHOOK_URL: silent.url,
    SCIMWRIGHT_DELIVERY_TIMEOUT_SECONDS: '2',
  })
  await api('POST', '/directories/dir_demo/endpoints', { url: application.url })
  for (let index = 0; index < 100; index += 1) await scim('POST', '/Users', user(`u${index}`))
  await vi.waitFor(() => expect(application.arrived).toHaveLength(100), 5000)
  // The silent one got what it may have in flight, and not one answer yet.
  expect(silent.connections()).toBeLessThanOrEqual(16)
})
