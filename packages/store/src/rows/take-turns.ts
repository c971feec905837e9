import type { ClaimOptions } from '../durable-store.ts'
import type { EndpointRow } from './endpoint-row.ts'

/** How many deliveries an endpoint gets next. */
export interface Turn {
  readonly row: EndpointRow
  readonly count: number
}

/**
 * Shares a claim out: each endpoint a fair part, then what is left; it begins after the one served last, so that the
 * backlog of one directory does not hold up the others. It is told how many deliveries each turn found.
 */
export function* takeTurns(
  due: readonly EndpointRow[],
  {
    lastServed,
    limit,
    roomFor = () => limit,
  }: Pick<ClaimOptions, 'limit' | 'roomFor'> & { lastServed: EndpointRow | undefined },
): Generator<Turn, void, number> {
  const next = due.findIndex((row) => lastServed && isSame(row, lastServed)) + 1
  const places = [...due.slice(next), ...due.slice(0, next)].map((row) => ({
    row,
    room: roomFor(keysOf(row)),
  }))
  const share = Math.max(1, Math.floor(limit / places.length))
  let left = limit
  for (const wanted of [share, limit])
    for (const place of places) {
      const count = Math.min(wanted, place.room, left)
      if (count <= 0) continue
      const taken = yield { row: place.row, count }
      place.room -= taken
      left -= taken
    }
}

const isSame = (one: EndpointRow, other: EndpointRow): boolean =>
  one.directory_id === other.directory_id && one.id === other.id

/** What identifies the endpoint of a row. */
export const keysOf = ({ directory_id: directoryId, id }: EndpointRow) => ({ directoryId, id })
