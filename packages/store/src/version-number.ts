/** The number in an entity tag such as `W/"3"`; NaN when it is none of this store's. */
export const versionNumber = (tag: string): number => {
  const digits = /^(?:W\/)?"([1-9]\d{0,14})"$/.exec(tag)?.[1]
  return Number(digits)
}

/**
 * The number in an entity tag.
 *
 * @throws Error when there is none.
 */
export const validVersion = (tag: string): number => {
  const version = versionNumber(tag)
  if (Number.isNaN(version))
    throw new Error('meta.version must be an entity tag with a number, such as W/"1".')
  return version
}

/** The entity tag of a version number. */
export const versionTag = (version: number): string => `W/"${version}"`
