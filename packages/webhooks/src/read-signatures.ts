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
const V1 = /^v1,[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=,?$/
const V1A = /^v1a,[A-Za-z0-9+/]{85}[AQgw]==,?$/

/** The signatures of the known schemes; others are passed over, as the standard asks. */
export const readSignatures = (words: readonly string[]): Signatures => {
  const v1: Signature[] = []
  const v1a: Signature[] = []
  let index = 0
  for (const word of words) {
    if (V1.test(word)) v1.push({ index, text: word.slice(3, 47) })
    else if (V1A.test(word)) v1a.push({ index, text: word.slice(4, 92) })
    index += 1
  }
  return { v1, v1a }
}
