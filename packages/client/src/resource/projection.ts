import type { ProjectionOptions } from '../client-options.ts'

/** The query that asks for some attributes of an answer (RFC 7644 §3.9). */
export const projection = ({ attributes, excludedAttributes }: ProjectionOptions = {}): string => {
  const query = new URLSearchParams()
  if (attributes) query.set('attributes', attributes.join(','))
  if (excludedAttributes) query.set('excludedAttributes', excludedAttributes.join(','))
  return query.size > 0 ? `?${query}` : ''
}

/** The options of a read that has to bring everything. */
export const withoutProjection = <O extends ProjectionOptions>(
  options: O | undefined,
): Omit<O, keyof ProjectionOptions> => {
  const { attributes: _, excludedAttributes: __, ...rest } = options ?? ({} as O)
  return rest
}
