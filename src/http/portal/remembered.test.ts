import { describe, expect, it } from 'vitest'
import { Remembered } from './remembered'

const page = (text: string) => async () => ({ text })
const broken = () => Promise.reject(new Error('database gone'))

describe('Remembered', () => {
  it('reads once for all who wait, and again when it is old', async () => {
    const kept = new Remembered<{ text: string }>()
    let read = 0
    const load = async () => ({ text: `page ${++read}` })
    const all = await Promise.all([kept.get('k', 0, load), kept.get('k', 0, load)])
    expect(all.map(({ value }) => value.text)).toEqual(['page 1', 'page 1'])
    expect((await kept.get('k', 2_999, load)).value.text).toBe('page 1')
    expect((await kept.get('k', 20_000, load)).value.text).toBe('page 2')
  })

  it('gives the last, with its age, when it cannot be read, and fails only without one', async () => {
    const kept = new Remembered<{ text: string }>()
    await expect(kept.get('k', 0, broken)).rejects.toThrow('database gone')
    await kept.get('k', 5_000, page('good'))
    expect(await kept.get('k', 900_000, broken)).toEqual({ value: { text: 'good' }, loadedAt: 5_000 })
  })

  it('lets nobody wait for a database that hangs, while there is something to give', async () => {
    const kept = new Remembered<{ text: string }>()
    await kept.get('k', 0, page('good'))
    const hanging = () => new Promise<{ text: string }>(() => undefined)
    expect((await kept.get('k', 5_000, hanging)).value.text).toBe('good')
  })
})
