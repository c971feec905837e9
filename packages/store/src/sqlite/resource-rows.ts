import type { StoredResource } from '@scimwright/server'
import { type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import type { Database } from 'better-sqlite3'
import { hasGroups, hasMembers, withoutCollections } from '../collections.ts'
import { versionNumber } from '../version-number.ts'
import type { MemberRows } from './member-rows.ts'

/** The documents of resources, without their members and groups. */
export type ResourceRows = ReturnType<typeof createResourceRows>

/** A resource as read for a write. */
export interface ResourceRow {
  readonly type: string
  readonly version: number
  readonly resource: StoredResource
}

/** The statements over resource documents and their counts. */
export const createResourceRows = (db: Database, members: MemberRows) => {
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
    /** A stored document with its groups, and with its members unless they are not wanted. */
    complete,
    get: (
      directoryId: string,
      resourceType: ResourceTypeDefinition,
      id: string,
      withoutMembers: boolean,
    ): StoredResource | undefined => {
      const doc = readDocument.get(directoryId, id, resourceType.name)
      return doc === undefined
        ? undefined
        : complete(directoryId, resourceType, doc, withoutMembers)
    },
    read: (directoryId: string, id: string): ResourceRow | undefined => {
      const row = readRow.get(directoryId, id)
      return (
        row && {
          type: row.type,
          version: row.version,
          resource: JSON.parse(row.doc) as StoredResource,
        }
      )
    },
    insert: (
      directoryId: string,
      resourceType: ResourceTypeDefinition,
      resource: StoredResource,
      position: number,
    ): void => {
      const { id, meta } = resource
      const doc = JSON.stringify(withoutCollections(resourceType, resource))
      const version = validVersion(meta.version)
      if (insert.run(directoryId, id, resourceType.name, position, version, doc).changes === 0)
        throw idTaken()
      countUp.run(directoryId, resourceType.name)
    },
    /** Replaces the document if it still has that version. */
    update: (directoryId: string, resource: StoredResource, expected: number): void => {
      const { id, meta } = resource
      const doc = JSON.stringify(resource)
      const { changes } = update.run(validVersion(meta.version), doc, directoryId, id, expected)
      if (changes !== 1) throw new Error('The resource changed inside its own transaction.')
    },
    remove: (directoryId: string, type: string, id: string, expected: number): void => {
      if (remove.run(directoryId, id, expected).changes !== 1)
        throw new Error('The resource changed inside its own transaction.')
      countDown.run(directoryId, type)
    },
  }
}

const validVersion = (tag: string): number => {
  const version = versionNumber(tag)
  if (Number.isNaN(version))
    throw new Error('meta.version must be an entity tag with a number, such as W/"1".')
  return version
}

const idTaken = (): ScimError =>
  new ScimError({
    scimType: 'uniqueness',
    detail: 'id: another resource has this id, and it must be unique (RFC 7643 §3.1).',
    section: 'RFC7643 3.1',
  })
