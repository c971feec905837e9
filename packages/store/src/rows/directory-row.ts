import type { Directory } from '../durable-store.ts'

/** A directory as it lies in its row. */
export interface DirectoryRow {
  directory_id: string
  organization_id: string
  name: string
  provider: string
  profile: string
  enabled: number
}

/** The directory of a row. */
export const toDirectory = (row: DirectoryRow): Directory => ({
  id: row.directory_id,
  organizationId: row.organization_id,
  name: row.name,
  provider: row.provider,
  profile: row.profile,
  enabled: row.enabled === 1,
})

/** What is wrong when something is added to a directory that is not there. */
export const noDirectory = (directoryId: string): Error =>
  new Error(`There is no directory "${directoryId}". Create it first.`)

/** What is wrong when a directory is made twice. */
export const directoryExists = (directoryId: string): Error =>
  new Error(`There is a directory "${directoryId}" already. Choose another id.`)
