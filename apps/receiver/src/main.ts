import { readConfig } from './config.ts'
import { createReceiver } from './create-receiver.ts'

/** Runs the example application until it is told to stop; what cannot start says why in one line. */
const main = async (): Promise<void> => {
  const { url, close } = await createReceiver(readConfig(process.env))
  console.log(JSON.stringify({ url }))
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.once(signal, () => void close().then(() => process.exit(0)))
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
