import type { Connection } from '../database.ts'
import type { Prepared } from '../statement.ts'
import { endpointsOf } from './append-statement.ts'
import type { DirectoryPlace } from './draft-changes.ts'

// What a directory writes it writes one transaction after another: then its numbers have no gaps, and nothing that was
// read can change before it is written.
const LOCK: Prepared = {
  name: 'lock_directory',
  text: `SELECT s.sequence, s.change, ${endpointsOf('s.directory_id')} AS endpoints
    FROM directory_seq s WHERE s.directory_id = $1 FOR UPDATE OF s`,
}

const START: Prepared = {
  name: 'start_directory',
  text: `INSERT INTO directory_seq (directory_id, sequence, change) VALUES ($1, 0, 0)
    ON CONFLICT DO NOTHING`,
}

interface Row {
  sequence: number
  change: number
  endpoints: string
}

/** Locks a directory until the transaction ends; gives back where its numbers are. */
export const lockDirectory = async (
  { run }: Connection,
  directoryId: string,
): Promise<DirectoryPlace> => {
  for (;;) {
    const [row] = await run<Row>(LOCK, [directoryId])
    if (row) {
      const { sequence, change, endpoints } = row
      const list = JSON.parse(endpoints) as [id: string, eventTypes: string][]
      return { sequence, change, endpoints: list.map(toEndpoint), endpointList: endpoints }
    }
    await run(START, [directoryId])
  }
}

const toEndpoint = ([id, eventTypes]: [string, string]) => ({
  id,
  eventTypes: JSON.parse(eventTypes) as string[],
})
