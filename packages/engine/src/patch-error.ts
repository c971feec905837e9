import { ScimError, type ScimType } from '@scimwright/types'

/** The error of a PATCH operation; `where` is its path or place, `rule` says what is wrong and what to do. */
export const patchError = (
  scimType: ScimType,
  where: string,
  rule: string,
  section = 'RFC7644 3.5.2',
): ScimError =>
  new ScimError({
    scimType,
    detail: `PATCH ${withoutLiterals(where)}: ${rule} (${section.replace('RFC', 'RFC ').replace(/ (?=\d+\.\d)/, ' §')}).`,
    section,
  })

/** A path as it may be shown: what stands in brackets may be a person's address. */
export const withoutLiterals = (path: string): string => path.replace(/\[(?!\d+\]).*\]/s, '[…]')
