import type { Quirk } from './profile.ts'
import type { Report } from './read-value.ts'

const MAX_QUIRKS = 100

/** A list of quirks and the function that fills it; it holds the first 100, so that no request can make it grow. */
export const collectQuirks = (): { quirks: Quirk[]; report: Report } => {
  const quirks: Quirk[] = []
  const report = (quirk: Quirk): void => {
    if (quirks.length < MAX_QUIRKS) quirks.push(quirk)
  }
  return { quirks, report }
}
