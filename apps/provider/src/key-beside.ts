import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const KEY_BYTES = 32

/**
 * The key in the file beside a SQLite database, `scimwright.db.key`; it is made when it is missing.
 *
 * @throws Error with one clear line.
 */
export const keyBeside = (databaseFile: string): Buffer => {
  const path = `${databaseFile}.key`
  try {
    if (!existsSync(path))
      writeFileSync(path, `${randomBytes(KEY_BYTES).toString('base64')}\n`, {
        mode: 0o600,
        flag: 'wx',
      })
  } catch (error) {
    // Whoever comes second reads what the first one wrote.
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EEXIST') throw new Error(`Cannot write the key "${path}": ${code}.`)
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
  if (key.length === KEY_BYTES) return key
  throw new Error(
    `The key "${path}" is not ${KEY_BYTES} bytes in base64. Restore it from a backup, or set SCIMWRIGHT_ENCRYPTION_KEYS.`,
  )
}
