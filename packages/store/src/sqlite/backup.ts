import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'

/** From where to where a database is copied. */
export interface BackupOptions {
  readonly from: string
  /** A file that is not there yet; its folder is. */
  readonly to: string
}

/**
 * Copies a SQLite database that may be in use, as it is at one moment; the copy is checked and synced before it gets
 * its name.
 *
 * @throws Error naming the file, when there is no database, the copy is damaged or its name is taken.
 * @example
 * await backupSqlite({ from: './data/scimwright.db', to: './backups/2026-11-27.db' })
 */
export const backupSqlite = async ({ from, to }: BackupOptions): Promise<void> => {
  requireFile(from)
  const copy = claimName(to)
  const source = new Database(from, { readonly: true, timeout: 5000 })
  try {
    await source.backup(copy)
  } finally {
    source.close()
  }
  finish(copy, to)
}

/**
 * Puts a backup in the place of a database that is not there; stop the provider and move the old file away first.
 *
 * @throws Error naming the file, when the backup is damaged or there is a database already.
 */
export const restoreSqlite = async ({ from, to }: BackupOptions): Promise<void> => {
  requireFile(from)
  for (const rest of [`${to}-wal`, `${to}-shm`])
    if (existsSync(rest))
      throw new Error(`"${rest}" belongs to a database that was here. Move it away with its file.`)
  const copy = claimName(to)
  copyFileSync(from, copy)
  finish(copy, to)
}

const requireFile = (file: string): void => {
  if (!existsSync(file)) throw new Error(`There is no database "${file}".`)
}

const claimName = (to: string): string => {
  if (existsSync(to))
    throw new Error(`"${to}" is there already. Choose another name, or move it away.`)
  const copy = `${to}.partial`
  rmSync(copy, { force: true })
  return copy
}

/** Checks and syncs a copy, and gives it its name. */
const finish = (copy: string, to: string): void => {
  try {
    check(copy)
    sync(copy)
    renameSync(copy, to)
    sync(dirname(to))
  } catch (error) {
    rmSync(copy, { force: true })
    throw error
  }
}

const check = (file: string): void => {
  let found: unknown
  const db = new Database(file)
  try {
    // One file without a log beside it.
    db.pragma('journal_mode = DELETE')
    found = db.pragma('integrity_check(1)', { simple: true })
    db.prepare('SELECT count(*) FROM migration').get()
  } catch (error) {
    found = (error as Error).message
  } finally {
    db.close()
  }
  if (found !== 'ok') throw new Error(`"${file}" is no sound database: ${String(found)}.`)
}

const sync = (path: string): void => {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
