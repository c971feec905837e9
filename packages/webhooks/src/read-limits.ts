import type { VerifyOptions } from './read-delivery.ts'
import { WebhookConfigurationError } from './webhook-configuration-error.ts'

/** The options of a verification that are numbers, with their defaults. */
export interface Limits {
  readonly now: number
  readonly toleranceSeconds: number | null
  readonly maxSignatures: number
  readonly maxBodyBytes: number
}

/**
 * The numbers among the options: a comparison with NaN would let everything through.
 *
 * @throws WebhookConfigurationError invalid_option.
 */
export const readLimits = ({
  receivedAt,
  now = Math.floor((receivedAt?.getTime() ?? Date.now()) / 1000),
  toleranceSeconds = 300,
  maxSignatures = 32,
  maxBodyBytes = 5 * 1024 * 1024,
}: Pick<
  VerifyOptions,
  'receivedAt' | 'now' | 'toleranceSeconds' | 'maxSignatures' | 'maxBodyBytes'
>): Limits => {
  if (!isAmount(now) || now > LAST_SECOND)
    throw invalid('now must be Unix seconds, and receivedAt a valid Date.')
  if (toleranceSeconds !== null && !isAmount(toleranceSeconds))
    throw invalid('toleranceSeconds must be seconds from 0, or null to switch the check off.')
  if (!isAmount(maxSignatures) || !isAmount(maxBodyBytes))
    throw invalid('maxSignatures and maxBodyBytes must be numbers from 0.')
  return { now, toleranceSeconds, maxSignatures, maxBodyBytes }
}

// In the year 5138; what is above are milliseconds.
const LAST_SECOND = 1e11

const isAmount = (value: number): boolean => Number.isFinite(value) && value >= 0

const invalid = (message: string): WebhookConfigurationError =>
  new WebhookConfigurationError('invalid_option', message)
