import type { StoredResource } from '@scimwright/server'
import { GroupResourceType, UserResourceType } from '@scimwright/types'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { indexedValues, uniqueValues } from '../src/indexed-values.ts'

/** Version of the last event of every resource, after every invariant of the file has been checked. */
export const checkDatabase = (file: string): ReadonlyMap<string, number> => {
  const db = new Database(file, { readonly: true })
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    const versions = checkEvents(db)
    checkResources(db, versions)
    return versions
  } finally {
    db.close()
  }
}

interface EventRow {
  directory_id: string
  sequence: number
  resource_id: string
  body: string
}

// Sequence numbers without gaps, and one event for every version of every resource.
const checkEvents = (db: Database.Database): Map<string, number> => {
  const versions = new Map<string, number>()
  const sequences = new Map<string, number>()
  const events = db.prepare<[], EventRow>('SELECT * FROM event ORDER BY directory_id, sequence')
  for (const { directory_id, sequence, resource_id, body } of events.all()) {
    expect(sequence).toBe((sequences.get(directory_id) ?? 0) + 1)
    sequences.set(directory_id, sequence)
    const { version } = JSON.parse(body) as { version: number }
    expect(version).toBe((versions.get(resource_id) ?? 0) + 1)
    versions.set(resource_id, version)
  }
  const counters = db.prepare<[], [string, number]>(
    'SELECT directory_id, sequence FROM directory_seq',
  )
  expect(new Map(counters.raw().all())).toEqual(sequences)
  const changes = 'SELECT sum(change) = (SELECT count(*) FROM audit) FROM directory_seq'
  if (sequences.size > 0) expect(db.prepare(changes).pluck().get()).toBe(1)
  return versions
}

interface ResourceRow {
  id: string
  type: string
  version: number
  doc: string
}

// Every side table says what the documents say.
const checkResources = (db: Database.Database, versions: ReadonlyMap<string, number>): void => {
  const indexed: string[] = []
  const unique: string[] = []
  const totals = new Map<string, number>()
  for (const { id, type, version, doc } of db
    .prepare<[], ResourceRow>('SELECT * FROM resource')
    .all()) {
    expect(version).toBe(versions.get(id))
    totals.set(type, (totals.get(type) ?? 0) + 1)
    const resourceType = type === 'User' ? UserResourceType : GroupResourceType
    const resource = JSON.parse(doc) as StoredResource
    expect(resource.meta.version).toBe(`W/"${version}"`)
    for (const row of indexedValues(resourceType, resource).values())
      indexed.push(JSON.stringify([id, row.path, row.value, row.label]))
    for (const row of uniqueValues(resourceType, resource).values())
      unique.push(JSON.stringify([id, row.path, row.value]))
  }
  const rows = (query: string) =>
    db
      .prepare<[], unknown[]>(query)
      .raw()
      .all()
      .map((row) => JSON.stringify(row))
      .sort()
  expect(rows('SELECT resource_id, path, value, label FROM attribute_value')).toEqual(
    indexed.sort(),
  )
  expect(rows('SELECT resource_id, path, value FROM unique_value')).toEqual(unique.sort())
  const counts = db.prepare<[], [string, number]>(
    'SELECT type, total FROM resource_count WHERE total > 0',
  )
  expect(new Map(counts.raw().all())).toEqual(totals)
  const strays = 'SELECT count(*) FROM member WHERE group_id NOT IN (SELECT id FROM resource)'
  expect(db.prepare(strays).pluck().get()).toBe(0)
}
