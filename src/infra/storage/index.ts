import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readdir, readFile, unlink } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { env } from '@/env'
import { AppError } from '@/lib/errors'

/** Files outside the database that are written once: proof must not live only where it could be altered together with what it proves. */
export interface Storage {
  /** Keeps `bytes` at `path` for good. Keeping the same again is nothing; other bytes at the same place are a CONFLICT. */
  put(path: string, bytes: Uint8Array): Promise<void>
  /** Null when nothing is kept there. */
  get(path: string): Promise<Buffer | null>
  /** Paths below a folder, sorted. */
  list(folder: string): Promise<string[]>
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'
const isThere = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EEXIST'

/** A folder of this machine (or a mount). Written beside, flushed, then linked into place: a crash leaves all or nothing. */
export class FolderStorage implements Storage {
  readonly #root: string

  constructor(root: string) {
    this.#root = resolve(root)
  }

  #place(path: string): string {
    const place = join(this.#root, path)
    if (relative(this.#root, place).startsWith('..')) throw new AppError('INVALID', 'The path leaves the storage.')
    return place
  }

  async put(path: string, bytes: Uint8Array): Promise<void> {
    const place = this.#place(path)
    await mkdir(dirname(place), { recursive: true })
    const beside = `${place}.${randomBytes(6).toString('hex')}.part`
    const file = await open(beside, 'wx', 0o444)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    try {
      await link(beside, place)
    } catch (error) {
      if (!isThere(error)) throw error
      const kept = await readFile(place)
      if (!kept.equals(bytes)) throw new AppError('CONFLICT', `Other content is kept at ${path}; it is never replaced.`)
    } finally {
      await unlink(beside)
    }
  }

  async get(path: string): Promise<Buffer | null> {
    try {
      return await readFile(this.#place(path))
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  async list(folder: string): Promise<string[]> {
    try {
      const entries = await readdir(this.#place(folder), { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
        .map((entry) => relative(this.#root, join(entry.parentPath, entry.name)))
        .sort()
    } catch (error) {
      if (isMissing(error)) return []
      throw error
    }
  }
}

/** Where proof is kept: ANDON_PROOF_DIR, else `proof` in ANDON_DATA_DIR. */
export function proofFolder(): string {
  return env.ANDON_PROOF_DIR ?? join(env.ANDON_DATA_DIR, 'proof')
}

export function storage(): Storage {
  return new FolderStorage(proofFolder())
}
