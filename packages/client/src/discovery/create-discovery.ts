import { isClientError } from '../client-error.ts'
import type { CallOptions } from '../client-options.ts'
import type { Transport } from '../http/call.ts'
import type { Logger } from '../log.ts'
import { type Capabilities, readCapabilities, type Support } from './capabilities.ts'
import type { Feature, Target } from './targets.ts'

/** What one client knows about its server. */
export interface Discovery {
  /** Asks the server, unless it was asked within the hour. */
  read(options?: CallOptions & { readonly refresh?: boolean }): Promise<Capabilities>
  /** What is known without asking. */
  known(): Capabilities
  /** Remembers what an answer showed. */
  observe(feature: Feature, supported: Support): void
}

const HOUR_MS = 3_600_000

/** Knowledge about a server; a configuration that cannot be had leaves everything unknown, and nothing switched off. */
export const createDiscovery = (send: Transport, target: Target, log: Logger): Discovery => {
  const observed = new Map<Feature, Support>()
  let document: unknown
  let pending: { readonly document: Promise<unknown>; readonly until: number } | undefined
  const known = () => readCapabilities(document, { target, observed })
  const ask = async (options: CallOptions | undefined): Promise<unknown> => {
    const path = '/ServiceProviderConfig'
    try {
      document = (await send({ method: 'GET', path, idempotent: true, options })).data
    } catch (error) {
      const absent = isClientError(error, 'decode') || isClientError(error, 'http')
      if (!absent || error.status === 401) throw error
      log.warn('scim.discovery: no ServiceProviderConfig', { status: error.status })
      document = undefined
    }
    const { unreadable } = known()
    if (unreadable.length > 0) log.warn('scim.discovery: unreadable', { paths: unreadable })
    return document
  }
  return {
    read: async ({ refresh = false, ...options } = {}) => {
      if (refresh || !pending || pending.until < Date.now())
        pending = { document: ask(options), until: Date.now() + HOUR_MS }
      const asked = pending
      await asked.document.catch((error: unknown) => {
        if (pending === asked) pending = undefined
        throw error
      })
      return known()
    },
    known,
    observe: (feature, supported) => void observed.set(feature, supported),
  }
}
