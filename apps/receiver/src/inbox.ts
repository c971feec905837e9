import { type DirectoryEvent, isEventOf } from '@scimwright/webhooks'
import type { Database } from 'better-sqlite3'
import * as z from 'zod'
import { createAccounts } from './accounts.ts'
import { createTeams } from './teams.ts'

/** What became of a delivery: the last three are answered like `applied`, for sending again would change nothing. */
export type Outcome = 'applied' | 'stale' | 'ignored' | 'parked' | 'duplicate'

// What the effects rely on. The rest of an event is typed, not checked: it comes signed from our own provider.
const shape = z.looseObject({
  id: z.string(),
  type: z.string(),
  directory_id: z.string(),
  sequence: z.int().positive(),
  data: z.looseObject({}),
})

const MAX_ATTEMPTS = 5

/** The inbox: each event has its effect once, in one transaction with the memory of it. */
export const createInbox = (db: Database) => {
  const accounts = createAccounts(db)
  const teams = createTeams(db)
  const known = db.prepare<[string], 1>('SELECT 1 FROM inbox WHERE id = ?').pluck()
  const remember = db.prepare(
    `INSERT INTO inbox (id, directory_id, sequence, type, outcome, effect, at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const fail = db
    .prepare<[string, string], number>(
      `INSERT INTO failure (id, attempts, reason) VALUES (?, 1, ?)
       ON CONFLICT (id) DO UPDATE SET attempts = attempts + 1, reason = excluded.reason RETURNING attempts`,
    )
    .pluck()

  const apply = (event: DirectoryEvent): string | undefined | null => {
    const { sequence } = event
    if (isEventOf(event, 'organization.directory.user_created'))
      return accounts.save(event.data, sequence)
    if (isEventOf(event, 'organization.directory.user_updated'))
      return accounts.save(event.data, sequence)
    if (isEventOf(event, 'organization.directory.user_deleted'))
      return accounts.remove(event.data, sequence)
    if (isEventOf(event, 'organization.directory.group_created'))
      return teams.save(event.data, sequence)
    if (isEventOf(event, 'organization.directory.group_updated'))
      return teams.save(event.data, sequence)
    if (isEventOf(event, 'organization.directory.group_deleted'))
      return teams.remove(event.data, sequence)
    if (isEventOf(event, 'organization.directory.group_membership_updated'))
      return teams.changeMembers(event.data, sequence)
    return null
  }

  const note = (
    id: string,
    event: Partial<DirectoryEvent>,
    outcome: Outcome,
    effect: string,
  ): void => {
    const { directory_id = '', sequence = 0, type = '' } = event
    remember.run(id, directory_id, sequence, type, outcome, effect, new Date().toISOString())
  }

  const takeOnce = db.transaction((id: string, event: DirectoryEvent): Outcome => {
    if (known.get(id)) return 'duplicate'
    const effect = apply(event)
    const outcome = effect === null ? 'ignored' : effect === undefined ? 'stale' : 'applied'
    note(id, event, outcome, effect ?? '')
    return outcome
  })

  // Nothing that comes again later would be any better: kept for a person to look at, not sent for ever.
  const park = db.transaction(
    (id: string, event: Partial<DirectoryEvent>, reason: string): Outcome => {
      if (known.get(id)) return 'duplicate'
      note(id, event, 'parked', reason)
      return 'parked'
    },
  )

  return {
    /**
     * Takes an event in; when it returns, what it did is on disk.
     *
     * @throws what the effect threw, until it has failed five times and is parked.
     */
    take: (id: string, readEvent: () => unknown): Outcome => {
      const parsed = shape.safeParse(tryRead(readEvent))
      if (!parsed.success) return park.immediate(id, {}, 'the body is no event')
      const event = parsed.data as unknown as DirectoryEvent
      try {
        return takeOnce.immediate(id, event)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        if ((fail.get(id, reason) ?? 0) < MAX_ATTEMPTS) throw error
        return park.immediate(id, event, reason)
      }
    },
  }
}

/** The inbox of a database. */
export type Inbox = ReturnType<typeof createInbox>

const tryRead = (readEvent: () => unknown): unknown => {
  try {
    return readEvent()
  } catch {
    return undefined
  }
}
