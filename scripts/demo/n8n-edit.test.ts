import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startFakeN8n } from '@/testing/fakes/n8n/life'
import { editBehindBacks } from './n8n-edit'

const apiKey = 'n8n_api_0123456789abcdef'
const folder = mkdtempSync(join(tmpdir(), 'andon-n8n-'))
let n8n: Awaited<ReturnType<typeof startFakeN8n>>

beforeAll(async () => {
  n8n = await startFakeN8n(0, { apiKey, file: join(folder, 'runs.json') })
})
afterAll(async () => {
  await n8n.stop()
  rmSync(folder, { recursive: true })
})

const workflows = async () =>
  (await (await fetch(`${n8n.url}/api/v1/workflows`, { headers: { 'x-n8n-api-key': apiKey } })).text()).length

it('changes what n8n holds, once', async () => {
  const before = await (await fetch(`${n8n.url}/api/v1/workflows`, { headers: { 'x-n8n-api-key': apiKey } })).text()
  expect(await editBehindBacks({ url: n8n.url, apiKey }, new AbortController().signal, 0)).toBe(true)
  const after = await (await fetch(`${n8n.url}/api/v1/workflows`, { headers: { 'x-n8n-api-key': apiKey } })).text()
  expect(after).not.toBe(before)
  expect(after).toContain('"batch":')
})

it('does nothing when the demo ends before', async () => {
  const ended = new AbortController()
  const size = await workflows()
  const edit = editBehindBacks({ url: n8n.url, apiKey }, ended.signal, 60_000)
  ended.abort()
  expect(await edit).toBe(false)
  expect(await workflows()).toBe(size)
})
