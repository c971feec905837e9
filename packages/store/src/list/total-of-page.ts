import type { ListQuery } from '@scimwright/server'

/** How many resources a list has, where its page tells: one that is not full is the last one, and its end the total. */
export const totalOfPage = (
  { startIndex, count, after }: ListQuery,
  found: number,
): number | undefined => {
  const isLast = after === undefined && found < count && (found > 0 || startIndex === 1)
  return isLast ? startIndex - 1 + found : undefined
}
