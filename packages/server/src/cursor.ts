import { ScimError } from '@scimwright/types'

/** Where a client is in a list; what it may not change on the way is bound to it. */
export interface CursorState {
  /** The place after which the next page starts, in the order of creation; absent for lists that are sorted. */
  readonly after?: number
  /** 1-based; of lists that are sorted. */
  readonly startIndex?: number
  readonly count: number
}

/** Makes cursors and reads them again; nothing is kept in between (RFC 9865). */
export interface Cursors {
  /** `binding` is what has to stay the same: directory, credential, filter, sorting. */
  seal(state: CursorState, binding: string): Promise<string>
  /** @throws ScimError 400 invalidCursor or expiredCursor. */
  open(cursor: string, binding: string): Promise<CursorState>
}

/** How cursors are made. */
export interface CursorOptions {
  /** The key cursors are sealed with; every process that serves the same clients needs the same one. */
  readonly secret: Uint8Array<ArrayBuffer>
  readonly timeoutSeconds: number
  /** Unix seconds. */
  readonly now?: () => number
}

const encoder = new TextEncoder()

/** Cursors under a key: `payload.seal`, both base64url, which are unreserved characters (RFC 9865 §2). */
export const createCursors = ({
  secret,
  timeoutSeconds,
  now = () => Math.floor(Date.now() / 1000),
}: CursorOptions): Cursors => {
  const key = crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ])
  const content = (payload: string, binding: string) => encoder.encode(`${payload}.${binding}`)
  return {
    seal: async (state, binding) => {
      const payload = toBase64Url(
        encoder.encode(JSON.stringify({ ...state, until: now() + timeoutSeconds })),
      )
      const seal = await crypto.subtle.sign('HMAC', await key, content(payload, binding))
      return `${payload}.${toBase64Url(new Uint8Array(seal))}`
    },
    open: async (cursor, binding) => {
      const [payload = '', seal = '', more] = cursor.split('.')
      const bytes = more === undefined ? fromBase64Url(seal) : undefined
      const genuine =
        bytes && (await crypto.subtle.verify('HMAC', await key, bytes, content(payload, binding)))
      const json = genuine ? fromBase64Url(payload) : undefined
      if (!json) throw invalid()
      const { until, ...state } = JSON.parse(new TextDecoder().decode(json))
      if (until < now()) throw expired()
      return state
    },
  }
}

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> | undefined =>
  /^[\w-]+$/.test(text)
    ? Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (character) =>
        character.charCodeAt(0),
      )
    : undefined

// One answer for forged, foreign and changed ones: nobody learns which.
const invalid = (): ScimError =>
  new ScimError({
    scimType: 'invalidCursor',
    detail:
      'cursor: is none of this query; send the same parameters with it, or start again with an empty one (RFC 9865 §2.1).',
    section: 'RFC9865 2.1',
  })

const expired = (): ScimError =>
  new ScimError({
    scimType: 'expiredCursor',
    detail: 'cursor: has expired; start again with an empty one (RFC 9865 §2.1).',
    section: 'RFC9865 2.1',
  })
