/** The number in an entity tag such as `W/"3"`; NaN when it is none of this store's. */
export const versionNumber = (tag: string): number => {
  const digits = /^(?:W\/)?"([1-9]\d{0,14})"$/.exec(tag)?.[1]
  return Number(digits)
}

/** The entity tag of a version number. */
export const versionTag = (version: number): string => `W/"${version}"`
