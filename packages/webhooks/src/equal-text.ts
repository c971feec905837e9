/** Whether two texts are equal, in time that depends on their length alone. */
export const equalText = (one: string, other: string): boolean => {
  if (one.length !== other.length) return false
  let difference = 0
  // Stryker disable next-line EqualityOperator: past their ends both have NaN
  for (let at = 0; at < one.length; at += 1) difference |= one.charCodeAt(at) ^ other.charCodeAt(at)
  return difference === 0
}
