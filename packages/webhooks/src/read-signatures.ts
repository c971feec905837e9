/** A signature of the header: well-formed, not yet verified. */
export interface Signature {
  /** Among all signatures of the header. */
  readonly index: number
  readonly scheme: 'v1' | 'v1a'
  /** Canonical base64 of 32 (v1) or 64 (v1a) bytes: equal signatures have equal texts. */
  readonly text: string
}

// The last digit before the padding has unused bits, and they must be zero. One trailing comma is let through.
const SIGNATURE =
  /^(?:v1,([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)|v1a,([A-Za-z0-9+/]{85}[AQgw]==)),?$/

/** The signatures of a header of the given schemes; others are passed over, as the standard asks. */
export const readSignatures = (
  words: readonly string[],
  wanted: (scheme: Signature['scheme']) => boolean,
): Signature[] => {
  const signatures: Signature[] = []
  words.forEach((word, index) => {
    const [, v1, v1a] = SIGNATURE.exec(word) ?? []
    const scheme = v1 === undefined ? 'v1a' : 'v1'
    const text = v1 ?? v1a
    if (text !== undefined && wanted(scheme)) signatures.push({ index, scheme, text })
  })
  return signatures
}
