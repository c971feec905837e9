import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generated } from './openapi/generated.ts'

// Writes what follows from the operations of the directory API: npm run openapi

const root = dirname(import.meta.dirname)
for (const [path, text] of Object.entries(await generated())) writeFileSync(join(root, path), text)
