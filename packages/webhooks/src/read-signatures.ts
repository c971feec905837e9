/** A signature of the header: well-formed, not yet verified. */
export interface Signature {
  /** Among all signatures of the header. */
  readonly index: number
  /** Canonical base64: equal signatures have equal texts. */
  readonly text: string
}

/** The signatures of a header by scheme: a key of one kind never meets a signature of the other. */
export interface Signatures {
  readonly v1: readonly Signature[]
  readonly v1a: readonly Signature[]
}

// 32 and 64 bytes. The last digit before the padding has unused bits, and they must be zero. One trailing comma is let
// through.
const SIGNATURE =
  /^(?:v1,([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)|v1a,([A-Za-z0-9+/]{85}[AQgw]==)),?$/

/** The signatures of the known schemes; others are passed over, as the standard asks. */
export const readSignatures = (words: readonly string[]): Signatures => {
  const v1: Signature[] = []
  const v1a: Signature[] = []
  words.forEach((word, index) => {
    const match = SIGNATURE.exec(word)
    if (match?.[1]) v1.push({ index, text: match[1] })
    if (match?.[2]) v1a.push({ index, text: match[2] })
  })
  return { v1, v1a }
}
