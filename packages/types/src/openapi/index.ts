export { type JsonSchema, openApiComponents } from './components.ts'
