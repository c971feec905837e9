import {
  createPostgresStore,
  createSqliteStore,
  type Describe,
  type DurableStore,
} from '@scimwright/store'
import { type Config, databaseFile } from './config.ts'
import { keyBeside } from './key-beside.ts'
import { sealSecrets } from './seal-secrets.ts'
import { createSecretBox } from './secret-box.ts'

/**
 * Opens the database the configuration names, with webhook secrets sealed in it.
 *
 * @throws Error with one clear line.
 */
export const openStore = async (config: Config, describe: Describe): Promise<DurableStore> => {
  const { SCIMWRIGHT_ENCRYPTION_KEYS: keys } = config
  const file = databaseFile(config)
  if (file !== undefined) {
    const store = createSqliteStore({ file, describe })
    try {
      return sealSecrets(store, createSecretBox(keys ?? [keyBeside(file)]))
    } catch (error) {
      await store.close()
      throw error
    }
  }
  if (!keys)
    throw new Error(
      'SCIMWRIGHT_ENCRYPTION_KEYS must be set with PostgreSQL, to the same 32 bytes in base64 for every process: openssl rand -base64 32',
    )
  const store = await createPostgresStore({
    url: config.DATABASE_URL,
    describe,
    pgBouncer: config.SCIMWRIGHT_PGBOUNCER,
    rowLevelSecurity: config.SCIMWRIGHT_ROW_LEVEL_SECURITY,
  })
  return sealSecrets(store, createSecretBox(keys))
}
