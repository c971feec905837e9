export { type Config, readConfig } from './config.ts'
export { createProvider, type Provider } from './create-provider.ts'
