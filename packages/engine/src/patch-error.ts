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
    detail: `PATCH ${where}: ${rule} (${section.replace('RFC', 'RFC ').replace(/ (?=\d+\.\d)/, ' §')}).`,
    section,
  })
