import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { FolderStorage } from './index'

const root = mkdtempSync(join(tmpdir(), 'andon-storage-'))
afterAll(() => rmSync(root, { recursive: true }))
const storage = new FolderStorage(join(root, 'proof'))
const bytes = Buffer.from('first')

describe('a folder that keeps files', () => {
  it('gives back what was put, and nothing where nothing is', async () => {
    await storage.put('a/b/one', bytes)
    expect(await storage.get('a/b/one')).toEqual(bytes)
    expect(await storage.get('a/b/two')).toBeNull()
    expect(await storage.list('nowhere')).toEqual([])
  })
  it('writes once: the same again is nothing, other bytes are refused', async () => {
    await storage.put('a/b/one', bytes)
    await expect(storage.put('a/b/one', Buffer.from('other'))).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await storage.get('a/b/one')).toEqual(bytes)
    expect(await storage.list('a')).toEqual(['a/b/one'])
  })
  it('lets two writers of the same file both succeed', async () => {
    await Promise.all([storage.put('c/x', bytes), storage.put('c/x', bytes), storage.put('c/x', bytes)])
    expect(await storage.list('c')).toEqual(['c/x'])
  })
  it('stays below its root', async () => {
    await expect(storage.put('../out', bytes)).rejects.toMatchObject({ code: 'INVALID' })
    await expect(storage.get('a/../../out')).rejects.toMatchObject({ code: 'INVALID' })
  })
})
