import { createSigningSecret } from '@/services/signing/create-secret'
import { listSigning } from '@/services/signing/list'
import { requireSignature } from '@/services/signing/require-signature'
import { retireSigningSecret } from '@/services/signing/retire-secret'
import { createSource } from '@/services/source/create'
import { createApiKey } from '@/services/source/create-key'
import { createPingKey } from '@/services/source/create-ping-key'
import { readKeyForm } from '@/services/source/form'
import { listSources } from '@/services/source/list'
import { listKeys } from '@/services/source/list-keys'
import { revokeApiKey } from '@/services/source/revoke-key'
import { setFieldRules } from '@/services/source/set-field-rules'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const keyRouter = router({
  list: queryOf(listKeys),
  form: queryOf(readKeyForm),
  create: mutationOf(createApiKey),
  createPing: mutationOf(createPingKey),
  revoke: mutationOf(revokeApiKey),
})

export const sourceRouter = router({
  create: mutationOf(createSource),
  listSigning: queryOf(listSigning),
  createSigningSecret: mutationOf(createSigningSecret),
  retireSigningSecret: mutationOf(retireSigningSecret),
  requireSignature: mutationOf(requireSignature),
  list: queryOf(listSources),
  setFieldRules: mutationOf(setFieldRules),
})
