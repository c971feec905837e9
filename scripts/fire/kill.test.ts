import { expect, test } from 'vitest'
import { underFire } from './under-fire.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const KILLS = Number(process.env.SCIMWRIGHT_KILLS ?? 50)

test(`${KILLS} × kill -9 in the middle of writes loses no acknowledged write and no event, and doubles no effect`, {
  timeout: 60_000 + KILLS * 5000,
}, async () => {
  const { written, users, events, accounts, inbox, settledAfterMs } = await underFire(KILLS)
  const departmentOf = (user: Record<string, unknown> | undefined) =>
    (user?.[ENTERPRISE] as { department?: string } | undefined)?.department

  // Something happened, or the rest would prove nothing.
  expect(written.length).toBeGreaterThan(KILLS)

  // Every acknowledged write is there.
  const lost = written.filter(({ id, department }) => departmentOf(users.get(id)) !== department)
  expect(lost).toEqual([])
  expect(users.size).toBe(written.length)

  // The events are numbered without a gap, and each arrived and had its effect once.
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1))
  // The directory was made before anybody could be told.
  const [first, ...told] = events
  expect(first?.type).toBe('organization.directory_created')
  expect(inbox.map(({ id }) => id).sort()).toEqual(told.map(({ id }) => id).sort())
  expect(inbox.filter(({ outcome }) => outcome !== 'applied')).toEqual([])
  expect(settledAfterMs).toBeLessThan(90_000)

  // The application is where the provider is; a second creation would have signed somebody in twice.
  const byId = new Map(accounts.map((account) => [account.id, account]))
  const wrong = [...users].filter(([id, user]) => {
    const account = byId.get(id)
    return account?.department !== departmentOf(user) || account?.open_sessions !== 1
  })
  expect(wrong).toEqual([])
})
