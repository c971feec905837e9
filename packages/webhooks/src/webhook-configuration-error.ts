/** What is wrong with how a verifier or signer was set up. */
export type ConfigurationCode =
  | 'no_secrets'
  | 'invalid_secret'
  | 'secret_too_short'
  | 'private_key_given'
  | 'body_not_raw'
  | 'invalid_option'
  | 'invalid_message'

/** A mistake of the application itself, not of a delivery; `code` names it, the message says what to do. */
export class WebhookConfigurationError extends Error {
  override readonly name = 'WebhookConfigurationError'
  readonly code: ConfigurationCode

  constructor(code: ConfigurationCode, message: string) {
    super(message)
    this.code = code
  }
}
