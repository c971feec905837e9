import { ScimError } from '@scimwright/types'

/** 400: a list would read more than it may. */
export const tooMany = (): ScimError =>
  new ScimError({
    scimType: 'tooMany',
    detail:
      'The filter or sortBy has to look at more resources than can be read in time (RFC 7644 §3.4.2.2). Ask for an exact userName, externalId or emails value, or leave sortBy out.',
    section: 'RFC7644 3.4.2.2',
  })
