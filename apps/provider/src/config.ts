import { type ProfileName, profiles } from '@scimwright/engine'
import * as z from 'zod'

const profileNames = Object.keys(profiles) as [ProfileName, ...ProfileName[]]

const secondsList = z
  .string()
  .regex(/^\d+(\.\d+)?(,\d+(\.\d+)?)*$/, 'must be seconds, separated by commas')
  .transform((text) => text.split(',').map(Number))

/** What the provider reads from its environment; every name is documented in the README. */
const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  /** The origin clients see, where a proxy stands in front. */
  SCIMWRIGHT_PUBLIC_URL: z.url().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^sqlite:/, 'must be sqlite:<path>; PostgreSQL is not built yet')
    .default('sqlite:./data/scimwright.db'),
  SCIMWRIGHT_ADMIN_TOKEN: z.string().min(16, 'must have 16 characters at least').optional(),
  SCIMWRIGHT_DIRECTORY_TOKEN: z.string().min(16, 'must have 16 characters at least').optional(),
  /** A folder of JSON schemas and resource types. */
  SCIMWRIGHT_SCHEMAS: z.string().optional(),
  SCIMWRIGHT_PROFILE: z.enum(profileNames).default('generic'),
  SCIMWRIGHT_REQUESTS_PER_SECOND: z.coerce.number().min(25).max(100_000).default(100),
  SCIMWRIGHT_WEBHOOK_URL: z.url().optional(),
  SCIMWRIGHT_WEBHOOK_SECRET: z.string().startsWith('whsec_').optional(),
  SCIMWRIGHT_ENVIRONMENT: z.string().min(1).default('env_default'),
  SCIMWRIGHT_ALLOW_LOOPBACK_WEBHOOKS: z.stringbool().default(false),
  SCIMWRIGHT_RETRY_SECONDS: secondsList.optional(),
  SCIMWRIGHT_DELIVERY_TIMEOUT_SECONDS: z.coerce.number().positive().max(300).default(15),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
})

/** The provider's configuration. */
export type Config = z.output<typeof environment>

/**
 * The configuration in an environment.
 *
 * @throws Error with one line that names every variable that is wrong, and never its value.
 */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
  throw new Error(`The configuration is wrong: ${faults.join('; ')}.`)
}

/** The file of a `sqlite:` URL. */
export const databaseFile = ({ DATABASE_URL }: Config): string =>
  DATABASE_URL.replace(/^sqlite:(\/\/(?=\/))?/, '')
