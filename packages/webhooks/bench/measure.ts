/** Something to measure; it gives true when it did its work. */
export interface Contender {
  readonly name: string
  readonly run: () => boolean | Promise<boolean>
}

/** Operations per second, and the ratio to the first contender. */
export interface Measured {
  readonly name: string
  readonly perSecond: number
  readonly ratio: number
}

const ROUNDS = 9
const MILLISECONDS = 80

/** Medians of several rounds in which the contenders take turns, so that a slow moment hits all of them. */
export const measure = async (contenders: readonly Contender[]): Promise<Measured[]> => {
  const rates = contenders.map((): number[] => [])
  for (let round = -1; round < ROUNDS; round += 1)
    for (const [index, contender] of contenders.entries()) {
      const rate = await runFor(contender)
      // The first round warms up.
      if (round >= 0) rates[index]?.push(rate)
    }
  const medians = rates.map((list) => list.sort((one, other) => one - other)[ROUNDS >> 1] ?? 0)
  return contenders.map(({ name }, index) => {
    const perSecond = medians[index] ?? 0
    return { name, perSecond, ratio: perSecond / (medians[0] ?? 1) }
  })
}

const runFor = async ({ name, run }: Contender): Promise<number> => {
  const start = performance.now()
  let count = 0
  do {
    for (let index = 0; index < 50; index += 1) {
      const done = run()
      if (!(typeof done === 'boolean' ? done : await done)) throw new Error(`${name} failed.`)
    }
    count += 50
  } while (performance.now() - start < MILLISECONDS)
  return (count * 1000) / (performance.now() - start)
}
