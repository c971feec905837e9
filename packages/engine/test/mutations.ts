import { filterOf, wireCases } from './corpus.ts'
import { createRandom } from './create-random.ts'

/** Every filter of recorded traffic. */
export const recordedFilters: readonly string[] = wireCases.flatMap((each) => filterOf(each) ?? [])

/** The operations of every recorded PATCH, as JSON. */
export const recordedPatches: readonly string[] = wireCases.flatMap(({ kind, request }) =>
  kind === 'patch' ? [JSON.stringify(request.body?.Operations ?? [])] : [],
)

/** How a text is changed. */
export interface MutationOptions {
  readonly words: readonly string[]
  /** The most places that are changed; one at least is. */
  readonly places: number
  /** Characters a word may take the place of, less one. */
  readonly longest: number
}

/** Choices and changes that are the same for the same seed. */
export const createMutations = (seed: number) => {
  const random = createRandom(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T

  const mutate = (text: string, { words, places, longest }: MutationOptions): string => {
    let mutated = text
    for (let left = below(places); left >= 0; left -= 1) {
      const at = below(mutated.length + 1)
      mutated = mutated.slice(0, at) + pick(words) + mutated.slice(at + below(longest))
    }
    return mutated
  }
  return { below, pick, mutate }
}
