import { encodeBase64 } from './base64.ts'

/** A new shared secret for v1: `whsec_` and 32 random bytes in base64. */
export const generateSecret = (): string =>
  `whsec_${encodeBase64(crypto.getRandomValues(new Uint8Array(32)))}`

/** A new key pair for v1a: sign with `privateKey` (`whsk_…`), publish `publicKey` (`whpk_…`). */
export const generateKeyPair = async (): Promise<{ publicKey: string; privateKey: string }> => {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey))
  // The seed is the end of the PKCS #8 form (RFC 8410 §7); its public key goes along with it.
  const privateKey = new Uint8Array([...pkcs8.slice(-32), ...publicKey])
  return {
    publicKey: `whpk_${encodeBase64(publicKey)}`,
    privateKey: `whsk_${encodeBase64(privateKey)}`,
  }
}
