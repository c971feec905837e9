import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createScimClient } from '../src/index.ts'
import { type Journal, type JournalEntry, openPlan } from '../src/sync.ts'
import { CONCURRENCY } from './load.ts'

const [, , baseUrl = '', planFile = '', journalFile = ''] = process.argv

/** A line for each operation; one that was cut off by a crash is left out. */
const journal: Journal = {
  entries: () =>
    (existsSync(journalFile) ? readFileSync(journalFile, 'utf8').split('\n').slice(0, -1) : []).map(
      (line): JournalEntry => JSON.parse(line),
    ),
  append: (entry) => appendFileSync(journalFile, `${JSON.stringify(entry)}\n`),
}

const scim = createScimClient({ baseUrl, auth: 'synced' })
const plan = openPlan(scim, JSON.parse(readFileSync(planFile, 'utf8')))
const { done, resumed, failed } = await plan.apply({ concurrency: CONCURRENCY, journal })
process.send?.({ done, resumed, failed: failed.map(({ error }) => String(error)) })
process.disconnect?.()
