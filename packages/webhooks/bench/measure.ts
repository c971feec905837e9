/** Something to measure; it gives true when it did its work. */
export interface Contender {
  readonly name: string
  readonly run: () => boolean | Promise<boolean>
}

/** Medians: operations per second, and the ratio to the first contender in the same round. */
export interface Measured {
  readonly name: string
  readonly perSecond: number
  readonly ratio: number
}

const WARM_UP = 20
const ROUNDS = 101
const MILLISECONDS = 8

/**
 * Runs the contenders in many short turns and compares within a round: on a busy machine a slow moment then hits a
 * contender and its measure alike.
 */
export const measure = async (contenders: readonly Contender[]): Promise<Measured[]> => {
  const rounds: number[][] = []
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const rates: number[] = []
    for (const contender of contenders) rates.push(await runFor(contender))
    if (round >= WARM_UP) rounds.push(rates)
  }
  return contenders.map(({ name }, index) => ({
    name,
    perSecond: median(rounds.map((rates) => rates[index] ?? 0)),
    ratio: median(rounds.map((rates) => (rates[index] ?? 0) / (rates[0] ?? 1))),
  }))
}

const median = (values: number[]): number =>
  values.sort((one, other) => one - other)[values.length >> 1] ?? 0

const runFor = async ({ name, run }: Contender): Promise<number> => {
  const start = performance.now()
  let count = 0
  do {
    for (let index = 0; index < 20; index += 1) {
      const done = run()
      if (!(typeof done === 'boolean' ? done : await done)) throw new Error(`${name} failed.`)
    }
    count += 20
  } while (performance.now() - start < MILLISECONDS)
  return (count * 1000) / (performance.now() - start)
}
