import { readConfig } from './config.ts'
import { createProvider } from './create-provider.ts'

/** Runs the provider until it is told to stop; what cannot start says why in one line. */
const main = async (): Promise<void> => {
  const { url, demo, close } = await createProvider(readConfig(process.env))
  const ready = demo
    ? { baseUrl: `${url}/directory/${demo.directoryId}/scim/v2`, directoryId: demo.directoryId }
    : { baseUrl: url }
  console.log(JSON.stringify(ready))
  // Once: a second signal ends the process at once.
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.once(signal, () => void close().then(() => process.exit(0)))
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
