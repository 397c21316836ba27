import { basename, dirname, resolve } from 'node:path'
import { build } from 'esbuild'

/**
 * The program as files that Node runs; packages stay outside. Split, because a dynamic import inside one file would load its
 * packages at the start: a process that only takes events would wait for everything that draws mails and pages.
 */
export async function bundleServer(outfile: string): Promise<void> {
  await build({
    entryPoints: [{ in: 'src/server.ts', out: basename(outfile, '.js') }],
    outdir: dirname(outfile),
    chunkNames: `${basename(outfile, '.js')}-[name]-[hash]`,
    splitting: true,
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
