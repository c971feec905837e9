import type { ListPage, ListQuery } from '@scimwright/server'
import { listStatements } from '../list/list-statements.ts'
import { tooMany } from '../list/too-many.ts'
import { totalOfPage } from '../list/total-of-page.ts'
import { type Sql, toStatement } from '../sql.ts'
import type { Connection, Database } from './database.ts'
import { postgres } from './postgres-dialect.ts'
import { isCancelled, postgresError } from './postgres-error.ts'
import { collectionsOf, type ReadRow, resourceColumns, toResource } from './read-resources.ts'
import type { Parameter, Prepared } from './statement.ts'
import { createStatementNames } from './statement-names.ts'

type Run = Connection['run']

/** Answers lists: the database filters, sorts, counts and cuts the page; what reads everything may not take long. */
export const createListing = (database: Database, { scanMilliseconds = 2000 } = {}) => {
  const nameOf = createStatementNames()
  const prepare = (piece: Sql): [Prepared, readonly Parameter[]] => {
    const { text, values } = toStatement(piece, 'postgres')
    const name = nameOf(text)
    return [{ text, ...(name !== undefined && { name }) }, values]
  }

  const list = async (
    run: Run,
    query: ListQuery,
    { page, total }: { page: Sql; total: Sql },
  ): Promise<ListPage> => {
    const rows = await run<ReadRow>(...prepare(page))
    const types = new Map(query.resourceTypes.map((type) => [type.name, type]))
    const last = rows.at(-1)?.position
    return {
      totalResults: totalOfPage(query, rows.length) ?? (await counted(run, total)),
      resources: rows.flatMap((row) => {
        const resourceType = types.get(row.type)
        return resourceType ? [toResource(resourceType, row)] : []
      }),
      ...(last !== undefined && { last }),
    }
  }

  const counted = async (run: Run, total: Sql): Promise<number> => {
    const [row = {}] = await run<Record<string, unknown>>(...prepare(total))
    return Number(Object.values(row)[0] ?? 0)
  }

  const scan = async (
    directoryId: string,
    answer: (run: Run) => Promise<ListPage>,
  ): Promise<ListPage> => {
    const limit: Prepared = { text: `SET LOCAL statement_timeout = ${scanMilliseconds}` }
    try {
      return await database.transaction(directoryId, async ({ run }) => {
        await run(limit)
        return answer(run)
      })
    } catch (error) {
      throw isCancelled(error) ? tooMany() : postgresError(error)
    }
  }

  return async (directoryId: string, query: ListQuery): Promise<ListPage> => {
    const { resourceTypes, withoutMembers = false } = query
    const columns = resourceColumns(collectionsOf(resourceTypes, { withoutMembers }))
    const statements = listStatements(directoryId, query, { dialect: postgres, columns })
    return statements.isScan
      ? scan(directoryId, (run) => list(run, query, statements))
      : list((...asked) => database.read(directoryId, ...asked), query, statements)
  }
}
