import { UserResourceType } from '@scimwright/types'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ClaimedDelivery, DurableStore } from '../src/durable-store.ts'
import { type Engine, engines, stopServerAtTheEnd } from './engines.ts'
import { createUser, DIRECTORY, describeEverything, update, user } from './resources.ts'

const LEASE = 1000
const ENDPOINTS = ['ep_1', 'ep_2']

type Step =
  | { readonly kind: 'write'; readonly user: number }
  | { readonly kind: 'claim'; readonly limit: number }
  | { readonly kind: 'settle'; readonly pick: number; readonly how: 'ok' | 'retry' | 'give up' }
  | { readonly kind: 'wait'; readonly ms: number }

const steps = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({ kind: fc.constant('write'), user: fc.nat(2) }),
    fc.record({ kind: fc.constant('claim'), limit: fc.integer({ min: 1, max: 4 }) }),
    fc.record({
      kind: fc.constant('settle'),
      pick: fc.nat(9),
      how: fc.constantFrom('ok', 'ok', 'retry', 'give up'),
    }),
    fc.record({ kind: fc.constant('wait'), ms: fc.integer({ min: 1, max: LEASE }) }),
  ),
  { minLength: 20, maxLength: 80 },
)

const setUp = async ({ createDatabase }: Engine): Promise<DurableStore> => {
  const store = await (await createDatabase()).open({ describe: describeEverything })
  await store.directories.create({
    id: DIRECTORY,
    organizationId: 'org_1',
    name: 'Example',
    provider: 'OKTA',
    profile: 'okta',
    enabled: true,
  })
  for (const id of ENDPOINTS)
    await store.directories.putEndpoint({
      id,
      directoryId: DIRECTORY,
      url: 'https://app.example.com',
      secrets: [],
      eventTypes: [],
      enabled: true,
    })
  return store
}

/** Watches a queue: who holds what until when, and what has ended in which order. */
const createWatch = (store: DurableStore) => {
  let now = Date.now() + 60_000
  const versions = new Map<number, number>()
  const held: { delivery: ClaimedDelivery; until: number }[] = []
  const ended = new Map<string, number[]>()
  const laneOf = ({ endpoint, event }: ClaimedDelivery) => `${endpoint.id} ${event.resourceId}`

  const write = async (n: number): Promise<void> => {
    const version = (versions.get(n) ?? 0) + 1
    versions.set(n, version)
    const resource = user(`u${n}`, {}, version)
    await store.write(
      DIRECTORY,
      version === 1 ? createUser(resource) : update(UserResourceType, resource),
    )
  }

  const claim = async (limit: number): Promise<void> => {
    const claimed = await store.outbox.claim({ limit, leaseMs: LEASE, now })
    expect(claimed.length).toBeLessThanOrEqual(limit)
    for (const delivery of claimed) {
      const lane = laneOf(delivery)
      const others = held.filter((each) => laneOf(each.delivery) === lane && each.until > now)
      expect(others).toEqual([])
      expect(delivery.event.sequence).toBeGreaterThan(ended.get(lane)?.at(-1) ?? 0)
      held.push({ delivery, until: now + LEASE })
    }
  }

  const settle = async (pick: number, how: 'ok' | 'retry' | 'give up'): Promise<void> => {
    const [taken] = held.splice(pick % Math.max(1, held.length), 1)
    if (!taken) return
    const { delivery } = taken
    const failed = { result: 'failed', error: 'no', durationMs: 1 } as const
    const outcomes = {
      ok: { result: 'delivered', status: 200, durationMs: 1 },
      retry: { ...failed, retryAt: now + 500 },
      'give up': failed,
    } as const
    const isTaken = held.some(
      (each) => each.delivery.id === delivery.id && each.delivery.attempt > delivery.attempt,
    )
    const isRecorded = await store.outbox.settle(delivery, outcomes[how], now)
    if (isTaken) expect(isRecorded).toBe(false)
    if (!isRecorded || how === 'retry') return
    const lane = laneOf(delivery)
    ended.set(lane, [...(ended.get(lane) ?? []), delivery.event.sequence])
  }

  return {
    take: (step: Step): Promise<void> | undefined => {
      if (step.kind === 'write') return write(step.user)
      if (step.kind === 'claim') return claim(step.limit)
      if (step.kind === 'settle') return settle(step.pick, step.how)
      now += step.ms
      return undefined
    },
    /** Delivers what is left, and gives back what ended in each lane. */
    drain: async (): Promise<ReadonlyMap<string, readonly number[]>> => {
      for (;;) {
        const due = await store.outbox.nextDueAt()
        if (due === undefined) return ended
        now = Math.max(now, due)
        await claim(10)
        while (held.length > 0) await settle(0, 'ok')
      }
    },
  }
}

stopServerAtTheEnd()

it.each(engines)(
  'every delivery on $name ends once, in the order of its resource, whatever workers do',
  {
    timeout: 120_000,
  },
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const store = await setUp(engine)
        const watch = createWatch(store)
        for (const step of taken) await watch.take(step)
        const ended = await watch.drain()
        const events = await store.events(DIRECTORY, { after: 0, limit: 1000 })
        const wanted = ENDPOINTS.flatMap((id) =>
          events.map(({ resourceId, sequence }) => `${id} ${resourceId} ${sequence}`),
        )
        const found = [...ended].flatMap(([lane, sequences]) =>
          sequences.map((each) => `${lane} ${each}`),
        )
        expect(found.sort()).toEqual(wanted.sort())
        await store.close()
      }),
      { numRuns: Math.min(60, engine.modelRuns), seed: 20261126 },
    )
  },
)
