import type { Messages } from '../messages'
import { approval } from './approval'
import { audit } from './audit'
import { auth } from './auth'
import { board } from './board'
import { client } from './client'
import { common } from './common'
import { design } from './design'
import { errors } from './errors'
import { expectation } from './expectation'
import { finding } from './finding'
import { governance } from './governance'
import { incident } from './incident'
import { keys } from './keys'
import { mail } from './mail'
import { members } from './members'
import { nav } from './nav'
import { portal } from './portal'
import { proof } from './proof'
import { registry } from './registry'
import { run } from './run'
import { settings } from './settings'
import { state } from './state'
import { workflow } from './workflow'

export const de: Messages = {
  approval,
  audit,
  auth,
  board,
  client,
  common,
  design,
  errors,
  expectation,
  finding,
  governance,
  incident,
  keys,
  mail,
  members,
  nav,
  portal,
  proof,
  registry,
  run,
  settings,
  state,
  workflow,
}
