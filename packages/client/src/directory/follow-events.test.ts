import { expect, test } from 'vitest'
import { followEvents } from './follow-events.ts'

const collect = async (events: AsyncIterable<{ sequence: number }>): Promise<number[]> => {
  const sequences: number[] = []
  for await (const { sequence } of events) sequences.push(sequence)
  return sequences
}

/** A page with one event, and then what the second call does. */
const pages =
  (second: () => void) =>
  async (after: number): Promise<{ data: { sequence: number }[]; next: undefined }> => {
    if (after > 0) second()
    return { data: [{ sequence: after + 1 }], next: undefined }
  }

test('an abort in the middle of a call is the end, as one between two calls', async () => {
  const { signal, abort } = controllerOf()
  const cut = pages(() => {
    abort()
    throw new Error('cut')
  })
  expect(await collect(followEvents(cut, 0, { pollMs: 1, signal }))).toEqual([1])
  const between = controllerOf()
  const read = pages(() => between.abort())
  const { signal: later } = between
  expect(await collect(followEvents(read, 0, { pollMs: 1, signal: later }))).toEqual([1, 2])
})

test('any other failure is an error, as an abort is where nothing is followed', async () => {
  const fail = async () => {
    throw new Error('down')
  }
  const { signal } = controllerOf()
  await expect(collect(followEvents(fail, 0, { pollMs: 1, signal }))).rejects.toThrow('down')
  await expect(collect(followEvents(fail, 0, { signal: AbortSignal.abort() }))).rejects.toThrow(
    'down',
  )
})

const controllerOf = () => {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
