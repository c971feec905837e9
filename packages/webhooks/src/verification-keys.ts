import { WebhookConfigurationError } from './webhook-configuration-error.ts'
import { parseVerificationKey, type WebhookKey } from './webhook-key.ts'

const MAX_KNOWN = 1000
const known = new Map<unknown, WebhookKey>()

/**
 * The keys of the configured secrets, each parsed once.
 *
 * @throws WebhookConfigurationError no_secrets, or what is wrong with one of them.
 */
export const verificationKeys = (
  secrets: readonly (string | null | undefined)[],
): readonly WebhookKey[] => {
  if (!Array.isArray(secrets) || secrets.length === 0)
    throw new WebhookConfigurationError(
      'no_secrets',
      'secrets must be a list with at least one secret; without one every delivery would have to be refused.',
    )
  return secrets.map(keyOf)
}

const keyOf = (secret: string | null | undefined): WebhookKey => {
  const found = known.get(secret)
  if (found) return found
  const key = parseVerificationKey(secret)
  // Stryker disable next-line EqualityOperator: one more or less
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(secret, key)
  return key
}
