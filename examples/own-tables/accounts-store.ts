import { compileFilter, sortResources } from '@scimwright/engine'
import type { ListPage, ListQuery, Store, StoredResource } from '@scimwright/server'
import { ScimError } from '@scimwright/types'
import type { Database } from 'better-sqlite3'
import { AccountResourceType } from './resource-type.ts'

/** A row of the application's own table. */
interface Account {
  id: string
  tenant: string
  login: string
  full_name: string | null
  email: string | null
  enabled: number
  version: number
  created_at: string
  updated_at: string
}

/** A SCIM store over an existing table: a resource is made of a row, and a row of a resource. */
export const createAccountsStore = (db: Database): Store => {
  const one = db.prepare<[string, string], Account>(
    'SELECT * FROM account WHERE tenant = ? AND id = ?',
  )
  const byLogin = db.prepare<[string, string], Account>(
    'SELECT * FROM account WHERE tenant = ? AND login = ? COLLATE NOCASE',
  )
  const all = db.prepare<[string], Account>('SELECT * FROM account WHERE tenant = ? ORDER BY rowid')
  const insert = db.prepare<[Account]>(
    `INSERT INTO account (id, tenant, login, full_name, email, enabled, version, created_at, updated_at)
     VALUES (:id, :tenant, :login, :full_name, :email, :enabled, :version, :created_at, :updated_at)`,
  )
  const update = db.prepare<[Account & { expected: number }]>(
    `UPDATE account SET login = :login, full_name = :full_name, email = :email, enabled = :enabled,
       version = :version, updated_at = :updated_at
     WHERE tenant = :tenant AND id = :id AND version = :expected`,
  )
  const remove = db.prepare<[string, string]>('DELETE FROM account WHERE tenant = ? AND id = ?')

  const checkLogin = (account: Account): void => {
    const other = byLogin.get(account.tenant, account.login)
    if (!other || other.id === account.id) return
    throw new ScimError({ status: 409, scimType: 'uniqueness', detail: 'userName: is taken.' })
  }

  // What identity providers ask all day is one row by its index; the rest is looked at one by one.
  const candidates = (directoryId: string, { filter }: ListQuery): Account[] => {
    if (filter?.op !== 'eq' || filter.path.name !== 'userName' || filter.path.sub !== undefined)
      return all.all(directoryId)
    const row = byLogin.get(directoryId, String(filter.value))
    return row ? [row] : []
  }

  return {
    get: async (directoryId, _resourceType, id) => {
      const row = one.get(directoryId, id)
      return row && toResource(row)
    },
    hasMoreMembers: async () => false,
    list: async (directoryId, query) => page(candidates(directoryId, query).map(toResource), query),
    // One transaction: what is read here cannot change before it is written.
    write: async (directoryId, write) =>
      db.transaction(() => {
        if (write.operation === 'create') {
          const account = toAccount(directoryId, write.resource)
          checkLogin(account)
          insert.run(account)
          return { outcome: 'written', resource: write.resource } as const
        }
        const row = one.get(
          directoryId,
          write.operation === 'update' ? write.resource.id : write.id,
        )
        if (!row) return { outcome: 'missing' } as const
        const { expectedVersion } = write
        if (expectedVersion !== undefined && expectedVersion !== versionOf(row))
          return { outcome: 'conflict' } as const
        if (write.operation === 'delete') {
          remove.run(directoryId, row.id)
          return { outcome: 'written', resource: toResource(row) } as const
        }
        const account = toAccount(directoryId, write.resource)
        checkLogin(account)
        update.run({ ...account, expected: row.version })
        return { outcome: 'written', resource: write.resource } as const
      })(),
  }
}

const page = (resources: StoredResource[], query: ListQuery): ListPage => {
  const { filter, sortBy, sortOrder, startIndex, count } = query
  const matching = filter ? resources.filter(compileFilter(filter, AccountResourceType)) : resources
  const sorted =
    sortBy === undefined
      ? matching
      : sortResources(matching, AccountResourceType, { sortBy, ...(sortOrder && { sortOrder }) })
  return {
    totalResults: sorted.length,
    resources: sorted.slice(startIndex - 1, startIndex - 1 + count),
  }
}

const versionOf = ({ version }: Account): string => `W/"${version}"`

const toResource = (row: Account): StoredResource => ({
  schemas: [AccountResourceType.schema.id],
  id: row.id,
  userName: row.login,
  ...(row.full_name !== null && { displayName: row.full_name }),
  active: row.enabled === 1,
  ...(row.email !== null && { emails: [{ value: row.email, type: 'work', primary: true }] }),
  meta: {
    resourceType: 'User',
    created: row.created_at,
    lastModified: row.updated_at,
    version: versionOf(row),
  },
})

const toAccount = (tenant: string, resource: StoredResource): Account => {
  const { id, meta, userName, displayName, active, emails } = resource
  const [email] = (emails ?? []) as { value?: string }[]
  return {
    id,
    tenant,
    login: String(userName),
    full_name: typeof displayName === 'string' ? displayName : null,
    email: email?.value ?? null,
    enabled: active === false ? 0 : 1,
    version: Number(/\d+/.exec(meta.version)?.[0]),
    created_at: meta.created,
    updated_at: meta.lastModified,
  }
}
