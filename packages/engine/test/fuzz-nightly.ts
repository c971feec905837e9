// Run by `npm run fuzz -w @scimwright/engine [-- inputs]`, with --expose-gc.
import { writeFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { fuzz } from './fuzz.ts'

const inputs = Number(process.argv[2] ?? 10_000_000)
const rounds = 20
const heapAfterCollection = (): number => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 2 ** 20
}

const started = performance.now()
const firstSeed = Date.now() % 1_000_000_007
const total = { read: 0, refused: 0, slowest: 0, slowestInput: '' }
const heap: number[] = []
for (let round = 0; round < rounds; round += 1) {
  const { read, refused, slowest, slowestInput } = fuzz({
    inputs: Math.ceil(inputs / rounds),
    seed: firstSeed + round,
  })
  total.read += read
  total.refused += refused
  if (slowest > total.slowest) Object.assign(total, { slowest, slowestInput })
  heap.push(Math.round(heapAfterCollection() * 10) / 10)
  console.log(
    `round ${round + 1} of ${rounds}: slowest ${slowest.toFixed(1)} ms, heap ${heap.at(-1)} MiB`,
  )
}

// The first rounds fill the caches, which are bounded; after them nothing may grow.
const growth = (heap.at(-1) ?? 0) - (heap[4] ?? 0)
const result = {
  command: 'npm run fuzz -w @scimwright/engine',
  date: new Date().toISOString().slice(0, 10),
  machine: {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
  inputs: total.read + total.refused,
  firstSeed,
  ...total,
  slowest: Math.round(total.slowest * 100) / 100,
  heapMiB: heap,
  seconds: Math.round((performance.now() - started) / 1000),
}
const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'results', 'engine-fuzz.json')
writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`)

if (total.slowest > 50) throw new Error(`an input took ${total.slowest} ms: ${total.slowestInput}`)
if (growth > 5) throw new Error(`the heap grew by ${growth} MiB`)
console.log(`${result.inputs} inputs in ${result.seconds} s: no crash, no hang, no growth`)
