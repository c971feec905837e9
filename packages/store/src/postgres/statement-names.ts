/**
 * Names for statements a connection should keep prepared: the first texts get one, later ones none, for what a server
 * keeps for a connection must not grow without end.
 */
export const createStatementNames = (capacity = 200) => {
  const names = new Map<string, string>()
  return (text: string): string | undefined => {
    const known = names.get(text)
    if (known !== undefined || names.size >= capacity) return known
    const name = `list_${names.size}`
    names.set(text, name)
    return name
  }
}
