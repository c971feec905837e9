const MAX_ENTRIES = 500
const MAX_KEY_LENGTH = 128

/** Remembers what was made for a text: the last 500 at most, and none for a text over 128 characters. */
export const boundedMemo = <V>(): ((key: string, make: () => V) => V) => {
  const made = new Map<string, V>()
  return (key, make) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make()
    if (key.length > MAX_KEY_LENGTH) return value
    if (made.size >= MAX_ENTRIES) made.clear()
    made.set(key, value)
    return value
  }
}
