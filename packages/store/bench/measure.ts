import { performance } from 'node:perf_hooks'

/** Operations per second of `count` calls with `inFlight` of them at a time. */
export const rate = async (
  count: number,
  inFlight: number,
  run: (number: number) => unknown,
): Promise<number> => {
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < count) {
      const number = next
      next += 1
      await run(number)
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: inFlight }, lane))
  return (count * 1000) / (performance.now() - start)
}

/** Median and 99th percentile of the milliseconds a call takes. */
export const latency = async (
  count: number,
  run: (number: number) => unknown,
): Promise<{ median: number; p99: number }> => {
  const times: number[] = []
  for (let number = 0; number < count; number += 1) {
    const start = performance.now()
    await run(number)
    times.push(performance.now() - start)
  }
  times.sort((one, other) => one - other)
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { median: at(0.5), p99: at(0.99) }
}

/** The median of some numbers. */
export const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

/** One line of a result. */
export interface Line {
  readonly what: string
  readonly figures: Readonly<Record<string, number>>
}

/** Every line reported so far. */
export const lines: Line[] = []

/** Prints one line of a result, and keeps it. */
export const report = (what: string, figures: Readonly<Record<string, number>>): void => {
  lines.push({ what, figures })
  const texts = Object.entries(figures).map(([name, value]) => `${name} ${rounded(value)}`)
  console.log(`${what.padEnd(52)} ${texts.join(' · ')}`)
}

const rounded = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
