import { type ProfileName, profiles } from '@scimwright/engine'
import * as z from 'zod'

const profileNames = Object.keys(profiles) as [ProfileName, ...ProfileName[]]

const secondsList = z
  .string()
  .regex(/^\d+(\.\d+)?(,\d+(\.\d+)?)*$/, 'must be seconds, separated by commas')
  .transform((text) => text.split(',').map(Number))

const encryptionKeys = z
  .string()
  .transform((text) => text.split(',').map((key) => Buffer.from(key.trim(), 'base64')))
  .refine((keys) => keys.every(({ length }) => length === 32), 'must be 32 bytes in base64')

/** What the provider reads from its environment; every name is documented in the README. */
const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  /** The origin clients see, where a proxy stands in front. */
  SCIMWRIGHT_PUBLIC_URL: z.url().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(?:sqlite:|postgres(?:ql)?:\/\/)/, 'must be sqlite:<path> or postgres://…')
    .default('sqlite:./data/scimwright.db'),
  /** Connections to PostgreSQL go through PgBouncer. */
  SCIMWRIGHT_PGBOUNCER: z.stringbool().default(false),
  /** Row-level security in PostgreSQL as a second lock between directories. */
  SCIMWRIGHT_ROW_LEVEL_SECURITY: z.stringbool().default(false),
  /** Keys that webhook secrets are sealed with in the database; the first one seals, all of them open. */
  SCIMWRIGHT_ENCRYPTION_KEYS: encryptionKeys.optional(),
  /** Days that events and their deliveries are kept. */
  SCIMWRIGHT_RETENTION_DAYS: z.coerce.number().positive().max(36_500).default(30),
  /** Hours of nothing but failures after which an endpoint is disabled. */
  SCIMWRIGHT_DISABLE_AFTER_HOURS: z.coerce.number().positive().max(8760).default(120),
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

/** The file of a `sqlite:` URL; undefined for PostgreSQL. */
export const databaseFile = ({ DATABASE_URL }: Config): string | undefined =>
  DATABASE_URL.startsWith('sqlite:') ? DATABASE_URL.replace(/^sqlite:(\/\/(?=\/))?/, '') : undefined
