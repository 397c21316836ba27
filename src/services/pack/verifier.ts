import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The verifier that people are given: one plain file, beside the pages' own static files. */
const PATH = join(process.cwd(), 'public', 'verify-pack.mjs')

export type Verdict =
  | { ok: true; proved: string[]; open: string[] }
  | { ok: false; why: string; section: string | null; row: number | null; byte: number | null }

/** Its text, as it goes into every pack. */
export function verifierText(): Promise<Buffer> {
  return readFile(PATH)
}

/** What that very file says of a pack. */
export async function verdictOn(pack: Buffer): Promise<Verdict> {
  const { verifyPack } = (await import(/* webpackIgnore: true */ /* @vite-ignore */ pathToFileURL(PATH).href)) as {
    verifyPack: (pack: Buffer) => Verdict
  }
  return verifyPack(pack)
}
