import type { Database } from 'better-sqlite3'
import * as z from 'zod'
import type { Inbox } from './inbox.ts'

/** Where events can be read that no webhook brought. */
export interface CatchUpOptions {
  readonly db: Database
  readonly inbox: Inbox
  readonly providerUrl: string
  readonly token: string
}

const page = z.object({ data: z.array(z.looseObject({ id: z.string(), sequence: z.int() })) })

const PAGE = 500

/**
 * Reads a directory's events from the last one that is known to be in, in order, and takes in those that are missing:
 * for deliveries that were given up while the application was away.
 */
export const catchUp = async (
  directoryId: string,
  { db, inbox, providerUrl, token }: CatchUpOptions,
): Promise<number> => {
  const position = db
    .prepare<[string], number>('SELECT sequence FROM catch_up WHERE directory_id = ?')
    .pluck()
  const move = db.prepare(
    `INSERT INTO catch_up (directory_id, sequence) VALUES (?, ?)
     ON CONFLICT (directory_id) DO UPDATE SET sequence = excluded.sequence`,
  )
  let missing = 0
  for (;;) {
    const after = position.get(directoryId) ?? 0
    const query = new URLSearchParams({
      directory_id: directoryId,
      after: String(after),
      limit: String(PAGE),
    })
    const response = await fetch(`${providerUrl}/api/v1/events?${query}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(30_000),
    })
    if (!response.ok) throw new Error(`The events cannot be read: HTTP ${response.status}.`)
    const { data } = page.parse(await response.json())
    for (const event of data) {
      if (inbox.take(event.id, () => event) !== 'duplicate') missing += 1
      move.run(directoryId, event.sequence)
    }
    if (data.length < PAGE) return missing
  }
}
