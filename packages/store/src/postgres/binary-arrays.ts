// The form in which PostgreSQL takes and gives arrays between programs: nothing in it is escaped, or looked at twice.
const TEXT = 25
const JSONB = 3802
const JSONB_VERSION = 1
const HEADER_BYTES = 20
const LENGTH_BYTES = 4

/** A `text[]` as a parameter. */
export const textArray = (texts: readonly string[]): Buffer => encode(TEXT, texts, [])

/** A `jsonb[]` as a parameter, of JSON texts. */
export const jsonbArray = (texts: readonly string[]): Buffer =>
  encode(JSONB, texts, [JSONB_VERSION])

const encode = (type: number, texts: readonly string[], prefix: readonly number[]): Buffer => {
  const sizes = texts.map((text) => prefix.length + Buffer.byteLength(text))
  const total = sizes.reduce((sum, size) => sum + LENGTH_BYTES + size, HEADER_BYTES)
  const bytes = Buffer.allocUnsafe(total)
  const isEmpty = texts.length === 0
  let at = 0
  const write = (number: number): void => {
    at = bytes.writeInt32BE(number, at)
  }
  write(isEmpty ? 0 : 1)
  write(0)
  write(type)
  if (isEmpty) return bytes.subarray(0, at)
  write(texts.length)
  write(1)
  texts.forEach((text, index) => {
    write(sizes[index] ?? 0)
    for (const byte of prefix) at = bytes.writeUInt8(byte, at)
    at += bytes.write(text, at)
  })
  return bytes
}
