import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools } from '@/infra/db'
import { closeRateLimits } from '@/infra/rate-limit'
import type { Stage } from './attack'
import { Witness } from './digest'
import { consoleEntries, restEntries } from './entries'
import { describeInsiders, describeNeighbours } from './insiders'
import { describeOwners } from './owners'
import { samplesOf } from './sample'
import { describeStrangers } from './strangers'
import { buildEstate, targetsOf } from './world'

/** Procedures that answer before sign-in. A new one is added here by hand, after thinking. */
const PUBLIC = ['partner.current', 'session.requestLink']

/** Calls every entry of every door as everybody who should not, with another's rows in every field. */
export function describeMatrix(walls: string): void {
  describe(`denial matrix, ${walls}`, { timeout: 120_000 }, () => {
    const procedures = consoleEntries()
    const rest = restEntries()
    let witness: Witness
    beforeAll(async () => {
      witness = await Witness.open()
    })
    afterAll(async () => {
      await witness.close()
      closeRateLimits()
      await closePools()
    })
    const stage: Stage = {
      members: procedures.filter(({ isPublic }) => !isPublic),
      open: procedures.filter(({ isPublic }) => isPublic),
      rest,
      witness: () => witness,
    }

    it('knows the public procedures, and an input for every entry', async () => {
      expect(stage.open.map(({ name }) => name).sort()).toEqual(PUBLIC)
      const targets = targetsOf(await buildEstate())
      const unbuildable = [...procedures, ...rest].flatMap(({ name, input }) => {
        try {
          samplesOf(input, targets)
          return []
        } catch (error) {
          return [`${name}: ${error instanceof Error ? error.message : error}`]
        }
      })
      expect(unbuildable).toEqual([])
    })

    describeStrangers(stage)
    describeInsiders(stage)
    describeNeighbours(stage)
    describeOwners(stage)
  })
}
