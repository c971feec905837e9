/** A schema of zod, valibot, arktype or whatever speaks Standard Schema 1. */
export interface EventSchema<Output> {
  readonly '~standard': {
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>
  }
}

/** The answer of a schema. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] }

/** One thing that is not as the schema says. */
export interface SchemaIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** A genuine event that has not the shape the application needs. */
export class WebhookEventError extends Error {
  override readonly name = 'WebhookEventError'
  readonly issues: readonly SchemaIssue[]

  constructor(issues: readonly SchemaIssue[]) {
    super(`The event is genuine but not of the expected shape: ${issues.map(textOf).join('; ')}`)
    this.issues = issues
  }
}

/**
 * Checks a verified event against a schema and gives back what the schema makes of it.
 *
 * @throws WebhookEventError with the path and message of each issue.
 * @example
 * const user = await checkEvent(result.event, z.object({ data: z.object({ email: z.email() }) }))
 */
export const checkEvent = async <Output>(
  event: unknown,
  schema: EventSchema<Output>,
): Promise<Output> => {
  const result = await schema['~standard'].validate(event)
  if (result.issues) throw new WebhookEventError(result.issues)
  return result.value
}

const textOf = ({ path = [], message }: SchemaIssue): string => {
  const keys = path.map((part) => String(typeof part === 'object' ? part.key : part))
  return keys.length > 0 ? `${keys.join('.')}: ${message}` : message
}
