import type { StoredResource } from '@scimwright/server'
import { GroupResourceType, UserResourceType } from '@scimwright/types'
import { expect } from 'vitest'
import { indexedValues, uniqueValues } from '../src/indexed-values.ts'
import type { TestDatabase } from './engines.ts'

/** Version of the last event of every resource, after every invariant of the database has been checked. */
export const checkDatabase = async (database: Rows): Promise<ReadonlyMap<string, number>> => {
  await database.checkIntegrity?.()
  const versions = await checkEvents(database)
  await checkResources(database, versions)
  return versions
}

type Rows = Pick<TestDatabase, 'rows' | 'checkIntegrity'>

interface EventRow {
  directory_id: string
  sequence: number
  resource_id: string
  body: string
}

// Sequence numbers without gaps, and one event for every version of every resource.
const checkEvents = async ({ rows }: Rows): Promise<Map<string, number>> => {
  const versions = new Map<string, number>()
  const sequences = new Map<string, number>()
  const events = await rows<EventRow>('SELECT * FROM event ORDER BY directory_id, sequence')
  for (const { directory_id, sequence, resource_id, body } of events) {
    expect(sequence).toBe((sequences.get(directory_id) ?? 0) + 1)
    sequences.set(directory_id, sequence)
    const { version } = JSON.parse(body) as { version: number }
    expect(version).toBe((versions.get(resource_id) ?? 0) + 1)
    versions.set(resource_id, version)
  }
  const places = await rows<{ directory_id: string; sequence: number; change: number }>(
    'SELECT * FROM directory_seq WHERE sequence > 0',
  )
  expect(new Map(places.map((row) => [row.directory_id, row.sequence]))).toEqual(sequences)
  const audits = await rows('SELECT change FROM audit')
  expect(audits).toHaveLength(places.reduce((sum, { change }) => sum + change, 0))
  return versions
}

interface ResourceRow {
  id: string
  type: string
  version: number
  doc: string
}

// Every side table says what the documents say.
const checkResources = async (
  { rows }: Rows,
  versions: ReadonlyMap<string, number>,
): Promise<void> => {
  const indexed: string[] = []
  const unique: string[] = []
  const totals = new Map<string, number>()
  for (const { id, type, version, doc } of await rows<ResourceRow>('SELECT * FROM resource')) {
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
  const texts = async (query: string) =>
    (await rows(query)).map((row) => JSON.stringify(Object.values(row))).sort()
  expect(await texts('SELECT resource_id, path, value, label FROM attribute_value')).toEqual(
    indexed.sort(),
  )
  expect(await texts('SELECT resource_id, path, value FROM unique_value')).toEqual(unique.sort())
  const counts = await rows<{ type: string; total: number }>(
    'SELECT type, sum(total) AS total FROM resource_count GROUP BY type HAVING sum(total) > 0',
  )
  expect(new Map(counts.map(({ type, total }) => [type, total]))).toEqual(totals)
  const strays = 'SELECT * FROM member WHERE group_id NOT IN (SELECT id FROM resource)'
  expect(await rows(strays)).toEqual([])
}
