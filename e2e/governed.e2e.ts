import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as pathOf } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freezeMonth } from '@/services/month/freeze'
import { askChange, seeVersion, vote } from '@/testing/governed'
import type { SeededPlant } from '~/prisma/seed/plant'
import { comesUp, EN, openBrowser, openPage, signIn } from './_browser'
import { rows } from './_database'
import { until } from './_until'
import { NOTHING, watch } from './_watch'
import { BRUECKNER, join, leaveWorld, nordlicht, type Partner, type Person, plantOf, suedwerk } from './_world'

const LAST_MONTH = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - 1, 1))
  .toISOString()
  .slice(0, 7)

describe('nobody approves their own change, and an auditor needs nobody’s word', () => {
  let [browser, here, rival]: [Browser?, Partner?, Partner?] = []
  let [plant, ben, carl]: [SeededPlant?, Person?, Person?] = []
  let changeId = ''
  const dir = mkdtempSync(pathOf(tmpdir(), 'auditor-'))

  const world = () => {
    if (!browser || !here || !rival || !plant || !ben || !carl) throw new Error('the world is not there')
    return { browser, here, rival, plant, ben, carl }
  }
  const windowOf = async (person: Person): Promise<Page> => {
    const page = await openPage(world().browser, { acceptDownloads: true })
    await signIn(page, world().here, person)
    return page
  }

  beforeAll(async () => {
    here = await nordlicht()
    rival = await suedwerk()
    plant = await plantOf(here, BRUECKNER)
    ben = await join(here, { name: 'Ben Okafor', role: 'partner_operator' })
    carl = await join(here, { name: 'Carl Lindner', role: 'partner_approver' })
    browser = await openBrowser()
    const [workflowId = ''] = [...plant.workflowIds.values()]
    await seeVersion(ben.caller, workflowId, 1)
    const { versionId } = await seeVersion(ben.caller, workflowId, 2, false)
    changeId = (await askChange(ben.caller, versionId)).changeId
  })
  afterAll(async () => {
    rmSync(dir, { recursive: true, force: true })
    await browser?.close()
    await leaveWorld()
  })

  it('tells who asked why he cannot decide, and lets another decide', async () => {
    const { here, ben, carl } = world()
    const address = `${here.origin}/changes/${changeId}`
    const his = await windowOf(ben)
    await his.goto(address)
    await his.getByText(EN.approval.decide.why.is_requester).first().waitFor()
    expect(await his.getByRole('button', { name: EN.approval.decide.approve }).count()).toBe(0)

    const approver = await windowOf(carl)
    const seen = await watch(approver)
    await approver.goto(address)
    await approver.getByLabel(EN.approval.decide.reason, { exact: true }).fill('Compared with the test plant')
    await approver.getByRole('button', { name: EN.approval.decide.approve }).click()
    // The first tier asks for two people; the owner, who did not ask, is the second.
    await comesUp(approver, 'Compared with the test plant')
    await vote(here.owner.caller, changeId)
    await comesUp(approver, EN.approval.changes.statuses.approved)
    expect(await approver.getByRole('button', { name: EN.approval.decide.approve }).count()).toBe(0)
    expect(seen).toEqual(NOTHING)
  })

  it('does not know the change under another partner’s address', async () => {
    const { browser, rival } = world()
    const page = await openPage(browser)
    await signIn(page, rival, rival.owner)
    expect((await page.goto(`${rival.origin}/changes/${changeId}`))?.status()).toBe(404)
  })

  it('hands out a month as one file that plain Node verifies, and a flipped byte fails', async () => {
    const { here, plant } = world()
    await freezeMonth(here.owner.caller, {
      clientId: plant.clientId,
      month: LAST_MONTH,
      reason: 'shown to the auditor',
    })
    const ada = await windowOf(here.owner)
    await ada.goto(`${here.origin}/packs`)
    await ada.getByRole('button', { name: EN.proof.packs.build }).click()
    await comesUp(ada, EN.proof.packs.ready)
    const [download] = await Promise.all([
      ada.waitForEvent('download'),
      ada.getByRole('link', { name: EN.proof.packs.download }).first().click(),
    ])
    const [pack, verifier] = [pathOf(dir, 'pack.zip'), pathOf(dir, 'verify-pack.mjs')]
    await download.saveAs(pack)
    copyFileSync('public/verify-pack.mjs', verifier)
    const verify = () => spawnSync(process.execPath, [verifier, pack], { cwd: dir, encoding: 'utf8' })
    expect(verify()).toMatchObject({ status: 0, stdout: expect.stringContaining('PASS') })

    const bytes = readFileSync(pack)
    const at = bytes.length >> 1
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(pack, bytes)
    expect(verify()).toMatchObject({ status: 1, stdout: expect.stringContaining('FAIL') })
  })

  it('mails the approver what waits', async () => {
    const { here, carl } = world()
    const sql = 'SELECT subject FROM mail_message WHERE tenant_id = $1 AND to_addr = $2'
    const subjects = await until('a mail to the approver', async () => {
      const found = await rows<{ subject: string }>(sql, [here.tenantId, carl.email])
      return found.some(({ subject }) => subject.includes('please decide')) && found
    })
    expect(subjects.filter(({ subject }) => subject.includes('please decide'))).toHaveLength(1)
  })
})
