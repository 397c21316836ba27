import { approval } from './approval'
import { audit } from './audit'
import { auth } from './auth'
import { billing } from './billing'
import { board } from './board'
import { calendar } from './calendar'
import { client } from './client'
import { clientImport } from './client-import'
import { common } from './common'
import { connection } from './connection'
import { contract } from './contract'
import { correlation } from './correlation'
import { deadLetter } from './dead-letter'
import { design } from './design'
import { errors } from './errors'
import { expectation } from './expectation'
import { figure } from './figure'
import { finding } from './finding'
import { governance } from './governance'
import { host } from './host'
import { incident } from './incident'
import { incidentWork } from './incident-work'
import { invoice } from './invoice'
import { keys } from './keys'
import { mail } from './mail'
import { maintenance } from './maintenance'
import { members } from './members'
import { month } from './month'
import { nav } from './nav'
import { onCall } from './on-call'
import { portal } from './portal'
import { portals } from './portals'
import { promise } from './promise'
import { proof } from './proof'
import { registry } from './registry'
import { report } from './report'
import { run } from './run'
import { settings } from './settings'
import { signUp } from './sign-up'
import { signing } from './signing'
import { source } from './source'
import { start } from './start'
import { state } from './state'
import { webhook } from './webhook'
import { workflow } from './workflow'

/** Every word of the product, by noun; English is the source, its shape binds the other languages. */
export const en = {
  approval,
  audit,
  auth,
  billing,
  board,
  calendar,
  client,
  clientImport,
  common,
  connection,
  contract,
  correlation,
  deadLetter,
  design,
  errors,
  expectation,
  figure,
  finding,
  governance,
  host,
  incident,
  incidentWork,
  invoice,
  keys,
  mail,
  maintenance,
  members,
  month,
  nav,
  onCall,
  portal,
  portals,
  promise,
  proof,
  registry,
  report,
  run,
  settings,
  signUp,
  signing,
  source,
  start,
  state,
  webhook,
  workflow,
} as const
