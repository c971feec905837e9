import type { Database, Statement } from 'better-sqlite3'

/** Prepares a text once, with rows as arrays; keeps the texts used last. */
export const createStatementCache = (db: Database, capacity = 200) => {
  const statements = new Map<string, Statement<unknown[], unknown[]>>()
  return (text: string): Statement<unknown[], unknown[]> => {
    const known = statements.get(text) ?? db.prepare<unknown[], unknown[]>(text).raw()
    statements.delete(text)
    statements.set(text, known)
    if (statements.size > capacity) statements.delete(statements.keys().next().value ?? '')
    return known
  }
}
