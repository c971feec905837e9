import { expect, test } from 'vitest'
import { fuzz } from './fuzz.ts'

test('200,000 mutated filters, paths and PATCH operations are read or refused', () => {
  const { inputs, read, refused } = fuzz({ inputs: 200_000, seed: 7643 })
  expect(read + refused).toBe(inputs)
  expect(Math.min(read, refused)).toBeGreaterThan(20_000)
}, 120_000)
