/** The version of the package. */
export const VERSION = '0.1.0'

/** The user agent; undefined in browsers, which have their own and would ask the server for leave to change it. */
export const userAgent = (suffix: string | undefined): string | undefined =>
  'document' in globalThis ? undefined : `scimwright-client/${VERSION}${suffix ? ` ${suffix}` : ''}`
