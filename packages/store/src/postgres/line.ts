import type pg from 'pg'
import { isLost, unknownOutcome } from './postgres-error.ts'

/** A connection whose users send statements that are transactions by themselves, carried out in the order they are sent. */
export interface Line {
  /** @throws ScimError 503 when the connection is lost before the answer; other errors as they come. */
  use<T>(send: (client: pg.PoolClient) => Promise<T>): Promise<T>
}

interface Shared {
  readonly client: Promise<pg.PoolClient>
  users: number
  isBroken: boolean
}

/** A line over connections of a pool; it holds none while nobody uses it. */
export const createLine = (connect: () => Promise<pg.PoolClient>): Line => {
  let current: Shared | undefined

  const leave = (shared: Shared): void => {
    if (current === shared) current = undefined
  }

  return {
    use: async (send) => {
      current ??= { client: connect(), users: 0, isBroken: false }
      const shared = current
      shared.users += 1
      const client = await shared.client.catch((error) => {
        leave(shared)
        throw error
      })
      try {
        return await send(client)
      } catch (error) {
        if (!isLost(error)) throw error
        // Nobody comes after one that is broken.
        shared.isBroken = true
        leave(shared)
        throw unknownOutcome(error)
      } finally {
        shared.users -= 1
        if (shared.users === 0) {
          leave(shared)
          client.release(shared.isBroken)
        }
      }
    },
  }
}
