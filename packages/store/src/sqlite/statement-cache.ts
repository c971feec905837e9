import type { Database, Statement } from 'better-sqlite3'

/** Prepares a text once; keeps the texts used last. */
export const createStatementCache = <Row>(db: Database, capacity = 200) => {
  const statements = new Map<string, Statement<unknown[], Row>>()
  return (text: string): Statement<unknown[], Row> => {
    const known = statements.get(text) ?? db.prepare<unknown[], Row>(text)
    statements.delete(text)
    statements.set(text, known)
    if (statements.size > capacity) statements.delete(statements.keys().next().value ?? '')
    return known
  }
}
