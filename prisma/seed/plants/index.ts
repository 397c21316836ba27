import { brueckner } from './brueckner'
import { lakeshore } from './lakeshore'
import type { DemoPlant } from './plant'
import { vela } from './vela'

/** Three manufacturers, two time zones, forty automations. */
export const PLANTS: readonly DemoPlant[] = [brueckner, lakeshore, vela]
