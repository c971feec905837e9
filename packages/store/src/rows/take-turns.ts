import type { ClaimOptions } from '../durable-store.ts'
import type { EndpointRow } from './endpoint-row.ts'

/** How many deliveries an endpoint gets next. */
export interface Turn {
  readonly row: EndpointRow
  readonly count: number
}

/**
 * Shares a claim out in two rounds: each endpoint a fair part, then what is left to those who had more; it begins after
 * the one served last, so that the backlog of one directory does not hold up the others. It is told how many deliveries
 * each turn of a round found.
 */
export function* takeTurns(
  due: readonly EndpointRow[],
  {
    lastServed,
    limit,
    roomFor = () => limit,
  }: Pick<ClaimOptions, 'limit' | 'roomFor'> & { lastServed: EndpointRow | undefined },
): Generator<readonly Turn[], void, readonly number[]> {
  const next = due.findIndex((row) => lastServed && isSame(row, lastServed)) + 1
  let places = [...due.slice(next), ...due.slice(0, next)]
    .map((row) => ({ row, room: roomFor(keysOf(row)) }))
    .filter(({ room }) => room > 0)
  let left = limit
  for (const wanted of [Math.max(1, Math.floor(limit / places.length)), limit]) {
    let open = left
    const turns = places.flatMap(({ row, room }) => {
      const count = Math.min(wanted, room, open)
      open -= count
      return count > 0 ? [{ row, count }] : []
    })
    if (turns.length === 0) return
    const found = yield turns
    left -= found.reduce((sum, count) => sum + count, 0)
    places = turns.flatMap(({ row, count }, index) => {
      const room = (places.find((place) => place.row === row)?.room ?? 0) - count
      return found[index] === count && room > 0 ? [{ row, room }] : []
    })
  }
}

const isSame = (one: EndpointRow, other: EndpointRow): boolean =>
  one.directory_id === other.directory_id && one.id === other.id

/** What identifies the endpoint of a row. */
export const keysOf = ({ directory_id: directoryId, id }: EndpointRow) => ({ directoryId, id })
