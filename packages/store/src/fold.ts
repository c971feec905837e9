/** A string as it is compared where case does not count. */
export const fold = (text: string): string => text.toLowerCase()

/** A string as it is compared for uniqueness where case does not count: one spelling of every accented letter. */
export const foldUnique = (text: string): string => text.normalize('NFC').toLowerCase()
