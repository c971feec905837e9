import { ScimError } from '@scimwright/types'

// JSON.stringify writes U+0000 and halves of surrogate pairs as escapes; an escaped backslash before is none.
const REFUSED_IN_JSON = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/

const HALF_OF_A_PAIR = /\p{Surrogate}/u

// An index row holds less than 2,704 bytes, with ids and names.
const MAX_INDEXED_BYTES = 1800

/**
 * Makes sure that PostgreSQL can store the texts in a JSON text.
 *
 * @throws ScimError 400 invalidValue.
 */
export const requireStorable = (json: string): string => {
  if (json.includes('\\u') && REFUSED_IN_JSON.test(json)) throw invalidText()
  return json
}

/**
 * Makes sure that PostgreSQL can store texts.
 *
 * @throws ScimError 400 invalidValue.
 */
export const requireStorableTexts = (texts: readonly string[]): void => {
  if (texts.some((text) => !isStorable(text) || HALF_OF_A_PAIR.test(text))) throw invalidText()
}

/** Whether PostgreSQL can compare a text with what it stores. */
export const isStorable = (text: string): boolean => !text.includes('\u0000')

/** A text without what PostgreSQL cannot store: what a remote server said is shown, not compared. */
export const toStorable = (text: string): string =>
  text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd')

/**
 * Makes sure that a value fits into an index.
 *
 * @throws ScimError 400 invalidValue, naming the attribute.
 */
export const requireIndexable = ({
  path,
  value,
  label = '',
}: {
  path: string
  value: string
  label?: string
}): void => {
  const bytes = Buffer.byteLength(value) + Buffer.byteLength(label)
  if (bytes > MAX_INDEXED_BYTES)
    throw new ScimError({
      scimType: 'invalidValue',
      detail: `${path}: a value of ${bytes} bytes is too long to be found again; ${MAX_INDEXED_BYTES} are the most. Send a shorter one.`,
      section: 'RFC7644 3.12',
    })
}

/** 400: a text cannot be stored. */
export const invalidText = (cause?: unknown): ScimError =>
  new ScimError({
    scimType: 'invalidValue',
    detail:
      'A text has the character U+0000, half of a surrogate pair, or is too long, and cannot be stored. Take it out and send the request again.',
    section: 'RFC7644 3.12',
    ...(cause !== undefined && { cause }),
  })
