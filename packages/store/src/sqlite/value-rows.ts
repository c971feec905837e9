import type { StoredResource } from '@scimwright/server'
import { type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import type { Database } from 'better-sqlite3'
import { indexedValues, uniqueValues } from '../indexed-values.ts'

/** The value index and the unique values of resources. */
export type ValueRows = ReturnType<typeof createValueRows>

type Key = [directoryId: string, type: string, path: string, value: string]

/** The statements over indexed and unique values. */
export const createValueRows = (db: Database) => {
  const addIndexed = db.prepare<[...Key, string, string]>(
    `INSERT INTO attribute_value (directory_id, type, path, value, label, resource_id)
     VALUES (?, ?, ?, ?, ?, ?)`,
  )
  const removeIndexed = db.prepare<[...Key, string, string]>(
    `DELETE FROM attribute_value
     WHERE directory_id = ? AND type = ? AND path = ? AND value = ? AND label = ? AND resource_id = ?`,
  )
  const addUnique = db.prepare<[...Key, string]>(
    `INSERT INTO unique_value (directory_id, type, path, value, resource_id) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  )
  const removeUnique = db.prepare<[...Key, string]>(
    `DELETE FROM unique_value
     WHERE directory_id = ? AND type = ? AND path = ? AND value = ? AND resource_id = ?`,
  )

  return {
    /**
     * Makes the rows of a resource those of its new state; undefined is a resource that is not there.
     *
     * @throws ScimError 409 uniqueness, naming the attribute.
     */
    replace: (
      directoryId: string,
      resourceType: ResourceTypeDefinition,
      before: StoredResource | undefined,
      after: StoredResource | undefined,
    ): void => {
      const type = resourceType.name
      const id = (after ?? before)?.id ?? ''
      const unique = difference(uniqueValues, resourceType, before, after)
      for (const { path, value } of unique.removed)
        removeUnique.run(directoryId, type, path, value, id)
      for (const { path, value } of unique.added)
        if (addUnique.run(directoryId, type, path, value, id).changes === 0) throw taken(type, path)
      const indexed = difference(indexedValues, resourceType, before, after)
      for (const { path, value, label } of indexed.removed)
        removeIndexed.run(directoryId, type, path, value, label, id)
      for (const { path, value, label } of indexed.added)
        addIndexed.run(directoryId, type, path, value, label, id)
    },
  }
}

const difference = <Row>(
  rowsOf: (resourceType: ResourceTypeDefinition, resource: StoredResource) => Map<string, Row>,
  resourceType: ResourceTypeDefinition,
  before: StoredResource | undefined,
  after: StoredResource | undefined,
): { removed: Row[]; added: Row[] } => {
  const old = before ? rowsOf(resourceType, before) : new Map<string, Row>()
  const now = after ? rowsOf(resourceType, after) : new Map<string, Row>()
  return {
    removed: [...old].flatMap(([key, row]) => (now.has(key) ? [] : [row])),
    added: [...now].flatMap(([key, row]) => (old.has(key) ? [] : [row])),
  }
}

const taken = (type: string, path: string): ScimError =>
  new ScimError({
    scimType: 'uniqueness',
    detail: `${path}: another ${type} has this value, and it must be unique (RFC 7643 §2.2). Use another value, or change the resource that has it.`,
    section: 'RFC7643 2.2',
  })
