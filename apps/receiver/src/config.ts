import * as z from 'zod'

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8081),
  HOST: z.string().default('127.0.0.1'),
  RECEIVER_DB: z.string().default('./data/receiver.db'),
  /** Several while a rotation overlaps. */
  WEBHOOK_SECRETS: list.pipe(z.array(z.string()).min(1, 'must hold a secret')),
  /** `Crew=editor,Admins=admin`. */
  RECEIVER_ROLES: list
    .pipe(z.array(z.string().regex(/.=./, 'must be pairs such as Crew=editor')))
    .default([]),
  RECEIVER_PROVIDER_URL: z.url().optional(),
  RECEIVER_PROVIDER_TOKEN: z.string().optional(),
  /** The directories to catch up with. */
  RECEIVER_DIRECTORIES: list.default([]),
})

/** The receiver's configuration. */
export interface Config extends Omit<z.output<typeof environment>, 'RECEIVER_ROLES'> {
  /** Roles by the name of the group that gives them. */
  readonly roles: ReadonlyMap<string, string>
}

/**
 * The configuration in an environment.
 *
 * @throws Error with one line that names every variable that is wrong, and never its value.
 */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
    throw new Error(`The configuration is wrong: ${faults.join('; ')}.`)
  }
  const { RECEIVER_ROLES, ...rest } = parsed.data
  const pairs = RECEIVER_ROLES.map((pair) => {
    const at = pair.lastIndexOf('=')
    return [pair.slice(0, at), pair.slice(at + 1)] as const
  })
  return { ...rest, roles: new Map(pairs) }
}
