import { resolve } from 'node:path'
import { build } from 'esbuild'

/** The program as one file that Node runs; packages stay outside. */
export async function bundleServer(outfile: string): Promise<void> {
  await build({
    entryPoints: ['src/server.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    sourcemap: true,
    alias: { '@': resolve('src'), '~': resolve('.') },
    logLevel: 'warning',
  })
}
