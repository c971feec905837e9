/** Operations per second of each function by its name. */
export type Rates<Name extends string> = Record<Name, number>

/**
 * Operations per second of functions side by side: the median of several rounds of about 60 ms each, after warming up.
 * The functions take turns, so that whatever else the machine does meets all of them.
 */
export const measureTogether = <Name extends string>(
  runs: Record<Name, () => unknown>,
  { rounds = 9, milliseconds = 60 } = {},
): Rates<Name> => {
  const names = Object.keys(runs) as Name[]
  const results = names.map((name): [Name, number[]] => [name, []])
  for (const name of names) round(runs[name], milliseconds)
  for (let turn = 0; turn < rounds; turn += 1)
    for (const [name, rates] of results) rates.push(round(runs[name], milliseconds))
  return Object.fromEntries(results.map(([name, rates]) => [name, median(rates)])) as Rates<Name>
}

/** Operations per second of one function. */
export const measure = (run: () => unknown): number => measureTogether({ run }).run

let sink: unknown

const round = (run: () => unknown, milliseconds: number): number => {
  const start = performance.now()
  let count = 0
  do {
    for (let index = 0; index < 50; index += 1) sink = run()
    count += 50
  } while (performance.now() - start < milliseconds)
  if (sink === undefined) throw new Error('The measured function gave nothing.')
  return (count * 1000) / (performance.now() - start)
}

const median = (values: number[]): number =>
  values.sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
