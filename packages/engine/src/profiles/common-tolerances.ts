/** What every identity provider's own tests and retries rely on. */
export const COMMON = ['removeNoMatch', 'schemas', 'primaries'] as const
