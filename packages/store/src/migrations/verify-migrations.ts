import { createHash } from 'node:crypto'
import type { Migration } from './migration.ts'

/** A step that a database has taken. */
export interface Applied {
  number: number
  name: string
  checksum: string
}

/** Tells a step from any other. */
export const checksum = ({ number, name, statements }: Migration): string =>
  createHash('sha256').update(`${number}\n${name}\n${statements}`).digest('hex')

/**
 * Compares what a database has taken with what this version would take.
 *
 * @throws Error when a step differs, or the schema is newer.
 */
export const verifyMigrations = (
  applied: readonly Applied[],
  migrations: readonly Migration[],
): void => {
  for (const { number, name, checksum: found } of applied) {
    const known = migrations.find((migration) => migration.number === number)
    if (!known)
      throw new Error(
        `its schema has step ${number} (${name}), which this version does not know. Run the version that wrote it, or a newer one.`,
      )
    if (checksum(known) !== found)
      throw new Error(
        `step ${number} (${name}) of its schema is not the one of this version. Restore the database from a backup made by a released version.`,
      )
  }
}
