import { describe, test } from 'vitest'
import { createMemoryStore } from '../src/index.ts'
import { optionsOf, replayCase, replayedCases, seedCase } from './replay-case.ts'
import { startServer } from './server.ts'

describe('recorded traffic, request by request', () => {
  test.each(replayedCases)('$id', async (wire) => {
    const store = createMemoryStore()
    await seedCase(wire, store, 'acme')
    await replayCase(wire, startServer(optionsOf(wire, store)).send)
  })
})
