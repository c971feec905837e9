// Writes without end, several at a time, and says so on standard output after each acknowledgement; meant to be killed.
import { writeSync } from 'node:fs'
import { createPostgresStore } from '../src/postgres/create-postgres-store.ts'
import { createSqliteStore } from '../src/sqlite/create-sqlite-store.ts'
import { describeEverything } from './resources.ts'
import { writeRound } from './write-load.ts'

const [target = '', prefix = '', writers = '8', rounds = 'Infinity'] = process.argv.slice(2)
const store = target.startsWith('postgres:')
  ? await createPostgresStore({ url: target, describe: describeEverything })
  : createSqliteStore({ file: target, describe: describeEverything })

const acknowledge = (id: string, version: number): void => {
  writeSync(1, `ack ${id} ${version}\n`)
}

const writer = async (number: number): Promise<void> => {
  for (let round = 0; round < Number(rounds); round += 1)
    await writeRound({ store, prefix: `${prefix}-${number}`, acknowledge }, round)
}

await Promise.all(Array.from({ length: Number(writers) }, (_, number) => writer(number)))
await store.close()
