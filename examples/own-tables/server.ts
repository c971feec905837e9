import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { profiles } from '@scimwright/engine'
import { createScimServer } from '@scimwright/server'
import Database from 'better-sqlite3'
import { announce, port } from '../port.ts'
import { createAccountsStore } from './accounts-store.ts'
import { AccountResourceType } from './resource-type.ts'

// The table the application has anyway, with accounts of its own in it.
const db = new Database(process.env.DATABASE ?? ':memory:')
db.exec(`
  CREATE TABLE IF NOT EXISTS account (
    id TEXT NOT NULL, tenant TEXT NOT NULL, login TEXT NOT NULL COLLATE NOCASE, full_name TEXT, email TEXT,
    enabled INTEGER NOT NULL, version INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    PRIMARY KEY (tenant, id), UNIQUE (tenant, login));
  INSERT OR IGNORE INTO account VALUES
    ('1', 'acme', 'ada', 'Ada Lovelace', 'ada@acme.example', 1, 1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
`)

const scim = createScimServer({
  resourceTypes: [AccountResourceType],
  store: createAccountsStore(db),
  basePath: '/scim/v2',
  profile: profiles.generic,
  authenticate: (request) =>
    request.headers.get('authorization') ===
    `Bearer ${process.env.SCIM_TOKEN ?? 'a-token-for-the-examples'}`
      ? { directoryId: 'acme' }
      : undefined,
})

const server = createServer(getRequestListener(scim.fetch))
server.listen(port, () => announce(server.address() as AddressInfo))
