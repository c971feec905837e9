/** The port an example listens on. */
export const port = Number(process.env.PORT ?? 3000)

/** Says where an example listens. */
export const announce = (listening: { port: number }): void =>
  console.log(`SCIM is at http://127.0.0.1:${listening.port}/scim/v2`)
