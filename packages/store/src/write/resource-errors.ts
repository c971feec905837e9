import { ScimError } from '@scimwright/types'

/** 409: the id of a new resource belongs to another one. */
export const idTaken = (): ScimError =>
  new ScimError({
    scimType: 'uniqueness',
    detail: 'id: another resource has this id, and it must be unique (RFC 7643 §3.1).',
    section: 'RFC7643 3.1',
  })

/** What cannot be: a row that was read is another one when it is written, in one transaction. */
export const changedMeanwhile = (): Error =>
  new Error('The resource changed inside its own transaction.')
