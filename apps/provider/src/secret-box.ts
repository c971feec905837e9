import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Seals texts, so that a copy of the database is worth nothing without the key. */
export interface SecretBox {
  /** `place` says what the text belongs to: it opens there only. */
  seal(text: string, place: string): string
  /**
   * A text that was never sealed is given back as it is.
   *
   * @throws Error when no key opens it, or it was moved to another place.
   */
  open(text: string, place: string): string
}

const PREFIX = 'sealed:'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** A box of AES-256-GCM; the first key seals, all of them open. */
export const createSecretBox = (keys: readonly Buffer[]): SecretBox => {
  const [newest] = keys
  if (!newest) throw new Error('A secret box needs a key.')
  return {
    seal: (text, place) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', newest, nonce).setAAD(Buffer.from(place))
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final()])
      return `${PREFIX}${Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64')}`
    },
    open: (text, place) => {
      if (!text.startsWith(PREFIX)) return text
      const bytes = Buffer.from(text.slice(PREFIX.length), 'base64')
      for (const key of keys) {
        const opened = tryOpen(bytes, key, place)
        if (opened !== undefined) return opened
      }
      throw new Error(
        'A webhook secret cannot be opened: SCIMWRIGHT_ENCRYPTION_KEYS lacks the key it was sealed with.',
      )
    },
  }
}

const tryOpen = (bytes: Buffer, key: Buffer, place: string): string | undefined => {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-TAG_BYTES))
    const content = bytes.subarray(NONCE_BYTES, -TAG_BYTES)
    return Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
