import { configurationError } from '../client-error.ts'
import type { FixedAuth } from './auth.ts'

/**
 * A token that does not change.
 *
 * @throws ClientError configuration, when it cannot be one; the token is not repeated.
 */
export const bearer = (token: string): FixedAuth => {
  const trimmed = token.trim()
  if (!isToken(trimmed)) throw configurationError('auth must be a token without blanks.')
  return { authorization: `Bearer ${trimmed}` }
}

/** A name and a password (RFC 7617). */
export const basic = (userName: string, password: string): FixedAuth => ({
  authorization: `Basic ${toBase64(`${userName}:${password}`)}`,
})

/** Whether a text can stand in a header as a token; a line break in one would end up in an error of `fetch`. */
export const isToken = (text: string): boolean => /^[\x21-\x7e]+$/.test(text)

/** UTF-8 in base64. */
export const toBase64 = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
