import type { Messages } from '../messages'
import { approval } from './approval'
import { audit } from './audit'
import { auth } from './auth'
import { board } from './board'
import { calendar } from './calendar'
import { client } from './client'
import { common } from './common'
import { connection } from './connection'
import { contract } from './contract'
import { deadLetter } from './dead-letter'
import { design } from './design'
import { errors } from './errors'
import { expectation } from './expectation'
import { figure } from './figure'
import { finding } from './finding'
import { governance } from './governance'
import { incident } from './incident'
import { keys } from './keys'
import { mail } from './mail'
import { maintenance } from './maintenance'
import { members } from './members'
import { month } from './month'
import { nav } from './nav'
import { portal } from './portal'
import { promise } from './promise'
import { proof } from './proof'
import { registry } from './registry'
import { run } from './run'
import { settings } from './settings'
import { signUp } from './sign-up'
import { signing } from './signing'
import { source } from './source'
import { state } from './state'
import { workflow } from './workflow'

export const de: Messages = {
  approval,
  audit,
  auth,
  board,
  calendar,
  client,
  common,
  connection,
  contract,
  deadLetter,
  design,
  errors,
  expectation,
  figure,
  finding,
  governance,
  incident,
  keys,
  mail,
  maintenance,
  members,
  month,
  nav,
  portal,
  promise,
  proof,
  registry,
  run,
  settings,
  signUp,
  signing,
  source,
  state,
  workflow,
}
