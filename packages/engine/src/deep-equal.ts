/** Whether two JSON values are equal; the order of object members does not matter. */
export const deepEqual = (one: unknown, other: unknown): boolean => {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return false
  if (Array.isArray(one)) return Array.isArray(other) && equalItems(one, other)
  return !Array.isArray(other) && equalMembers(one as Members, other as Members)
}

type Members = Readonly<Record<string, unknown>>

const equalItems = (one: readonly unknown[], other: readonly unknown[]): boolean => {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index += 1)
    if (!deepEqual(one[index], other[index])) return false
  return true
}

const equalMembers = (one: Members, other: Members): boolean => {
  const keys = Object.keys(one)
  if (keys.length !== Object.keys(other).length) return false
  for (const key of keys)
    if (!Object.hasOwn(other, key) || !deepEqual(one[key], other[key])) return false
  return true
}
