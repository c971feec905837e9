import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['index', 'filter', 'patch', 'sync'].map((name) => `src/${name}.ts`),
  format: ['esm'],
  target: 'es2022',
  platform: 'neutral',
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  sourcemap: true,
  clean: true,
})
