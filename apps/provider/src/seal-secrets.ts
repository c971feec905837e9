import type { DurableStore, Endpoint } from '@scimwright/store'
import type { SecretBox } from './secret-box.ts'

// Deliveries to one endpoint come by the thousand: its secrets are opened once.
const MAX_OPENED = 10_000

/** The store with the secrets of endpoints sealed in it, and open outside of it. */
export const sealSecrets = (store: DurableStore, box: SecretBox): DurableStore => {
  const opened = new Map<string, string>()
  const placeOf = ({ directoryId, id }: Pick<Endpoint, 'directoryId' | 'id'>): string =>
    JSON.stringify([directoryId, id])

  const open = (text: string, place: string): string => {
    const key = `${place} ${text}`
    const known = opened.get(key)
    if (known !== undefined) return known
    const secret = box.open(text, place)
    if (opened.size >= MAX_OPENED) opened.clear()
    opened.set(key, secret)
    return secret
  }

  const mapSecrets = (endpoint: Endpoint, map: SecretBox['seal']): Endpoint => ({
    ...endpoint,
    secrets: endpoint.secrets.map((each) => ({
      ...each,
      secret: map(each.secret, placeOf(endpoint)),
    })),
  })

  const { directories, outbox } = store
  return {
    ...store,
    directories: {
      ...directories,
      putEndpoint: (endpoint) => directories.putEndpoint(mapSecrets(endpoint, box.seal)),
      listEndpoints: async (directoryId) =>
        (await directories.listEndpoints(directoryId)).map((each) => mapSecrets(each, open)),
    },
    outbox: {
      ...outbox,
      claim: async (options) =>
        (await outbox.claim(options)).map((delivery) => ({
          ...delivery,
          endpoint: mapSecrets(delivery.endpoint, open),
        })),
    },
  }
}
