import type { StoredResource } from '@scimwright/server'
import type { ResourceTypeDefinition } from '@scimwright/types'
import type { Database } from 'better-sqlite3'
import { hasGroups, hasMembers, withoutCollections } from '../collections.ts'
import { validVersion } from '../version-number.ts'
import { changedMeanwhile, idTaken } from '../write/resource-errors.ts'
import type { ResourceTable } from '../write/tables.ts'
import type { MemberRows } from './member-rows.ts'

/** The documents of resources, also as they are read outside of a write. */
export interface ResourceRows extends ResourceTable {
  /** A stored document with its groups, and with its members unless they are not wanted. */
  complete(
    directoryId: string,
    resourceType: ResourceTypeDefinition,
    doc: string,
    withoutMembers: boolean,
  ): StoredResource
  get(
    directoryId: string,
    resourceType: ResourceTypeDefinition,
    id: string,
    withoutMembers: boolean,
  ): StoredResource | undefined
}

/** The statements over resource documents and their counts. */
export const createResourceRows = (db: Database, members: MemberRows): ResourceRows => {
  const readDocument = db
    .prepare<[string, string, string], string>(
      'SELECT doc FROM resource WHERE directory_id = ? AND id = ? AND type = ?',
    )
    .pluck()
  const readRow = db.prepare<[string, string], { type: string; version: number; doc: string }>(
    'SELECT type, version, doc FROM resource WHERE directory_id = ? AND id = ?',
  )
  const insert = db.prepare<[string, string, string, number, number, string]>(
    `INSERT INTO resource (directory_id, id, type, position, version, doc) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (directory_id, id) DO NOTHING`,
  )
  const update = db.prepare<[number, string, string, string, number]>(
    `UPDATE resource SET version = ?, doc = ? WHERE directory_id = ? AND id = ? AND version = ?`,
  )
  const remove = db.prepare<[string, string, number]>(
    'DELETE FROM resource WHERE directory_id = ? AND id = ? AND version = ?',
  )
  const countUp = db.prepare<[string, string]>(
    `INSERT INTO resource_count (directory_id, type, total) VALUES (?, ?, 1)
     ON CONFLICT DO UPDATE SET total = total + 1`,
  )
  const countDown = db.prepare<[string, string]>(
    'UPDATE resource_count SET total = total - 1 WHERE directory_id = ? AND type = ?',
  )

  const complete = (
    directoryId: string,
    resourceType: ResourceTypeDefinition,
    doc: string,
    withoutMembers: boolean,
  ): StoredResource => {
    const resource = JSON.parse(doc) as StoredResource
    if (!withoutMembers && hasMembers(resourceType)) {
      const list = members.list(directoryId, resource.id)
      if (list.length > 0) resource.members = list
    }
    if (hasGroups(resourceType)) {
      const groups = members.groupsOf(directoryId, resource.id)
      if (groups.length > 0) resource.groups = groups
    }
    return resource
  }

  return {
    complete,
    get: (directoryId, resourceType, id, withoutMembers) => {
      const doc = readDocument.get(directoryId, id, resourceType.name)
      return doc === undefined
        ? undefined
        : complete(directoryId, resourceType, doc, withoutMembers)
    },
    read: (directoryId, id) => {
      const row = readRow.get(directoryId, id)
      return (
        row && {
          type: row.type,
          version: row.version,
          resource: JSON.parse(row.doc) as StoredResource,
        }
      )
    },
    insert: (directoryId, resourceType, resource, position) => {
      const { id, meta } = resource
      const doc = JSON.stringify(withoutCollections(resourceType, resource))
      const version = validVersion(meta.version)
      if (insert.run(directoryId, id, resourceType.name, position, version, doc).changes === 0)
        throw idTaken()
      countUp.run(directoryId, resourceType.name)
    },
    update: (directoryId, resource, { expected }) => {
      const { id, meta } = resource
      const doc = JSON.stringify(resource)
      const { changes } = update.run(validVersion(meta.version), doc, directoryId, id, expected)
      if (changes !== 1) throw changedMeanwhile()
    },
    remove: (directoryId, type, id, expected) => {
      if (remove.run(directoryId, id, expected).changes !== 1) throw changedMeanwhile()
      countDown.run(directoryId, type)
    },
  }
}
