import type { Directory, DurableStore } from '@scimwright/store'
import type { Config } from './config.ts'
import type { DirectoryCache } from './directory-cache.ts'
import { describeDirectory } from './events/describe-directory.ts'
import { hashToken } from './hash-token.ts'

/** The directory the environment asked for. */
export interface Demo {
  readonly directoryId: string
}

const DIRECTORY_ID = 'dir_demo'

/** Makes the demo directory with its fixed token and webhook endpoint; what is there already stays. */
export const seedDemo = async (
  config: Config,
  { store, cache }: { store: DurableStore; cache: DirectoryCache },
): Promise<Demo | undefined> => {
  const token = config.SCIMWRIGHT_DIRECTORY_TOKEN
  if (token === undefined) return undefined
  const { directories } = store
  const directory: Directory = (await directories.get(DIRECTORY_ID)) ?? {
    id: DIRECTORY_ID,
    organizationId: 'org_demo',
    name: 'Demo directory',
    provider: 'CUSTOM',
    profile: config.SCIMWRIGHT_PROFILE,
    enabled: true,
  }
  if (!cache.known(DIRECTORY_ID)) {
    const created = describeDirectory('created', directory, config.SCIMWRIGHT_ENVIRONMENT)
    await directories.create(directory, [created])
  }
  cache.remember(directory)
  await directories.addToken(DIRECTORY_ID, hashToken(token))
  const { SCIMWRIGHT_WEBHOOK_URL: url, SCIMWRIGHT_WEBHOOK_SECRET: secret } = config
  if (url !== undefined && secret !== undefined)
    await directories.putEndpoint({
      id: 'ep_demo',
      directoryId: DIRECTORY_ID,
      url,
      secrets: [{ secret }],
      eventTypes: [],
      enabled: true,
    })
  return { directoryId: DIRECTORY_ID }
}
