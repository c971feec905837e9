import type { Exchange } from './exchange.ts'

/** A password that was taken out of a resource. */
export interface TakenPassword {
  /** Gives it to the application; forgets it when nobody asked for it. */
  hand(exchange: Exchange, userId: string): Promise<void>
}

/** Takes the password out of a resource: it is never stored in clear (RFC 7643 §9.2). */
export const takePassword = <R extends Readonly<Record<string, unknown>>>(
  resource: R,
): { content: Omit<R, 'password'>; password: TakenPassword } => {
  const { password, ...content } = resource
  return {
    content: content as Omit<R, 'password'>,
    password: {
      hand: async ({ onPassword, principal }, userId) => {
        if (typeof password === 'string') await onPassword?.({ principal, userId, password })
      },
    },
  }
}
