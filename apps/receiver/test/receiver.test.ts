import { createTestWebhook, signWebhook } from '@scimwright/webhooks'
import { describe, expect, test } from 'vitest'
import { startReceiver } from './receiver.ts'

const created = 'organization.directory.user_created'
const updated = 'organization.directory.user_updated'
const deleted = 'organization.directory.user_deleted'
const groupCreated = 'organization.directory.group_created'
const groupDeleted = 'organization.directory.group_deleted'
const membership = 'organization.directory.group_membership_updated'

describe('deliveries', () => {
  test('a wrong signature is 401 and nothing is stored', async () => {
    const { deliver, post, state } = await startReceiver()
    const { secret, body, headers } = await createTestWebhook(created)
    expect(secret).toBeDefined()
    expect((await post(body, headers)).status).toBe(401)
    expect((await post(body, {})).status).toBe(401)
    expect(await state()).toEqual({ accounts: [], events: [] })
    expect((await deliver(created, 1, { id: 'u1' })).status).toBe(200)
  })

  test('the same event twice has one effect', async () => {
    const { deliver, state } = await startReceiver()
    expect((await deliver(created, 1, { id: 'u1' }, { id: 'evt_1' })).body.outcome).toBe('applied')
    expect((await deliver(created, 1, { id: 'u1' }, { id: 'evt_1' })).body.outcome).toBe(
      'duplicate',
    )
    expect((await state()).accounts[0]).toMatchObject({ open_sessions: 1, live_keys: 1 })
  })

  test('an older event than the one applied changes nothing', async () => {
    const { deliver, state } = await startReceiver()
    await deliver(created, 1, { id: 'u1', department: 'A' })
    await deliver(updated, 3, { id: 'u1', department: 'C' })
    expect((await deliver(updated, 2, { id: 'u1', department: 'B' })).body.outcome).toBe('stale')
    expect((await state()).accounts[0]?.department).toBe('C')
  })

  test('an event of an unknown type is noted and answered with 2xx', async () => {
    const { deliver, state } = await startReceiver()
    const { status, body } = await deliver('webhook.test', 1, {})
    expect({ status, outcome: body.outcome }).toEqual({ status: 200, outcome: 'ignored' })
    expect((await state()).events).toHaveLength(1)
  })

  test('a genuine delivery that is no event is parked, not sent for ever', async () => {
    const { secret, post, state } = await startReceiver()
    const timestamp = Math.floor(Date.now() / 1000)
    const body = 'no json'
    const headers = {
      'webhook-id': 'evt_bad',
      'webhook-timestamp': String(timestamp),
      'webhook-signature': await signWebhook({ id: 'evt_bad', timestamp, body, secret }),
    }
    expect((await post(body, headers)).body.outcome).toBe('parked')
    expect((await post(body, headers)).body.outcome).toBe('duplicate')
    expect((await state()).events[0]).toMatchObject({ id: 'evt_bad', outcome: 'parked' })
  })

  test('an event whose effect fails is retried, and parked after five attempts', async () => {
    const { deliver, state } = await startReceiver()
    // A preferred_username that is no text cannot be stored.
    const bad = () =>
      deliver(created, 1, { id: 'u1', preferred_username: {} }, { id: 'evt_poison' })
    const outcomes = []
    for (let attempt = 0; attempt < 5; attempt += 1) outcomes.push((await bad()).status)
    expect(outcomes).toEqual([500, 500, 500, 500, 200])
    expect(await state()).toMatchObject({ accounts: [], events: [{ outcome: 'parked' }] })
  })
})

describe('access', () => {
  test('active:false ends sessions, revokes keys and takes roles back', async () => {
    const { deliver, state } = await startReceiver()
    await deliver(created, 1, { id: 'u1' })
    await deliver(groupCreated, 2, { id: 'g1', display_name: 'Crew' })
    await deliver(membership, 3, { id: 'g1', added: [{ id: 'u1' }], removed: [] })
    expect((await state()).accounts[0]).toMatchObject({
      active: 1,
      roles: 'editor',
      open_sessions: 1,
    })
    await deliver(updated, 4, { id: 'u1', active: false })
    const off = { active: 0, roles: null, open_sessions: 0, live_keys: 0, deleted: 0 }
    expect((await state()).accounts[0]).toMatchObject(off)
  })

  test('a deletion closes the account for good: no later or repeated event brings anyone back', async () => {
    const { deliver, state } = await startReceiver()
    await deliver(deleted, 5, { id: 'u1' })
    await deliver(created, 1, { id: 'u1' })
    await deliver(updated, 9, { id: 'u1', active: true })
    await deliver(deleted, 5, { id: 'u1' })
    const { accounts } = await state()
    expect(accounts).toHaveLength(1)
    expect(accounts[0]).toMatchObject({ active: 0, deleted: 1, open_sessions: 0 })
  })

  test('memberships may come in any order; each person keeps the newest', async () => {
    const { deliver, state } = await startReceiver()
    await deliver(created, 1, { id: 'u1' })
    await deliver(membership, 4, { id: 'g1', added: [], removed: [{ id: 'u1' }] })
    await deliver(membership, 3, { id: 'g1', added: [{ id: 'u1' }], removed: [] })
    await deliver(groupCreated, 2, { id: 'g1', display_name: 'Crew' })
    expect((await state()).accounts[0]?.roles).toBe(null)
    await deliver(membership, 5, { id: 'g1', added: [{ id: 'u1' }], removed: [] })
    expect((await state()).accounts[0]?.roles).toBe('editor')
    await deliver(groupDeleted, 6, { id: 'g1', display_name: 'Crew' })
    expect((await state()).accounts[0]?.roles).toBe(null)
  })
})

test('the page shows accounts and events, and escapes what it shows', async () => {
  const { deliver, url } = await startReceiver()
  await deliver(created, 1, { id: 'u1', preferred_username: '<script>alert(1)</script>' })
  const page = await (await fetch(url)).text()
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(page).not.toContain('<script>')
  expect(page).toContain('account created')
})
