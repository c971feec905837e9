import type { DurableStore } from '@scimwright/store'

/** A key that deliveries are verified with. */
export interface PublicKey {
  /** `whpk_…` */
  readonly key: string
  /** Unix seconds after which nothing is signed with it. */
  readonly expires_at?: number
}

const KEY_BYTES = 32

/** The public keys of an endpoint that is signed for with `v1a`; undefined when it is not there. */
export const publicKeys = async (
  { directories }: Pick<DurableStore, 'directories'>,
  directoryId: string,
  endpointId: string,
): Promise<readonly PublicKey[] | undefined> => {
  const endpoints = await directories.listEndpoints(directoryId)
  const endpoint = endpoints.find(({ id }) => id === endpointId)
  return endpoint?.secrets
    .filter(
      ({ secret, expiresAt = Infinity }) => secret.startsWith('whsk_') && expiresAt > Date.now(),
    )
    .map(({ secret, expiresAt }) => ({
      key: publicKeyOf(secret),
      ...(expiresAt !== undefined && { expires_at: Math.floor(expiresAt / 1000) }),
    }))
}

// The public key is the second half of a private one.
const publicKeyOf = (privateKey: string): string => {
  const bytes = Buffer.from(privateKey.slice('whsk_'.length), 'base64')
  return `whpk_${bytes.subarray(KEY_BYTES).toString('base64')}`
}
