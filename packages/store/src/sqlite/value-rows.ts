import type { Database } from 'better-sqlite3'
import type { ValueTable } from '../write/tables.ts'

/** The statements over indexed and unique values. */
export const createValueRows = (db: Database): ValueTable => {
  const addIndexed = db.prepare<[object]>(
    `INSERT INTO attribute_value (directory_id, type, path, value, label, resource_id)
     VALUES (:directoryId, :type, :path, :value, :label, :resourceId)`,
  )
  const removeIndexed = db.prepare<[object]>(
    `DELETE FROM attribute_value
     WHERE directory_id = :directoryId AND type = :type AND path = :path AND value = :value
       AND label = :label AND resource_id = :resourceId`,
  )
  const addUnique = db.prepare<[object]>(
    `INSERT INTO unique_value (directory_id, type, path, value, resource_id)
     VALUES (:directoryId, :type, :path, :value, :resourceId) ON CONFLICT DO NOTHING`,
  )
  const removeUnique = db.prepare<[object]>(
    `DELETE FROM unique_value
     WHERE directory_id = :directoryId AND type = :type AND path = :path AND value = :value
       AND resource_id = :resourceId`,
  )
  return {
    addUnique: (key, resourceId) => addUnique.run({ ...key, resourceId }).changes === 1,
    removeUnique: (key, resourceId) => {
      removeUnique.run({ ...key, resourceId })
    },
    addIndexed: (key, resourceId) => {
      addIndexed.run({ ...key, resourceId })
    },
    removeIndexed: (key, resourceId) => {
      removeIndexed.run({ ...key, resourceId })
    },
  }
}
