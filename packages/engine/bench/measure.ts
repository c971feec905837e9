/** Operations per second: the median of several rounds of about 60 ms each, after warming up. */
export const measure = (run: () => unknown, { rounds = 7, milliseconds = 60 } = {}): number => {
  let sink: unknown
  const round = (): number => {
    const start = performance.now()
    let count = 0
    do {
      for (let index = 0; index < 50; index += 1) sink = run()
      count += 50
    } while (performance.now() - start < milliseconds)
    return (count * 1000) / (performance.now() - start)
  }
  round()
  const results = Array.from({ length: rounds }, round).sort((one, other) => one - other)
  if (sink === undefined) throw new Error('The measured function gave nothing.')
  return results[Math.floor(rounds / 2)] ?? 0
}
