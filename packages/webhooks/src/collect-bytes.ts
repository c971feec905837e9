const encoder = new TextEncoder()

/** One step of a reader or of an iterator over a stream. */
type Step = { readonly done?: boolean | undefined; readonly value?: unknown }

/** All bytes of a stream; undefined once they are more than the limit, with the rest left unread. */
export const collectBytes = async (
  read: () => Promise<Step>,
  maxBytes: number,
): Promise<Uint8Array | undefined> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for (let step = await read(); step.done !== true; step = await read()) {
    const chunk = bytesOf(step.value)
    length += chunk.length
    if (length > maxBytes) return undefined
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

const bytesOf = (value: unknown): Uint8Array =>
  value instanceof Uint8Array ? value : encoder.encode(String(value))
