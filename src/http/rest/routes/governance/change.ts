import { z } from 'zod'
import { CHANGE_STATUSES } from '@/domain/change/schema'
import { editChange } from '@/services/change/edit'
import { requestChange, submitChange } from '@/services/change/request'
import { withdrawChange } from '@/services/change/withdraw'
import { requestWaiver } from '@/services/finding/waive'
import { pageChanges, readChange } from '@/services/record/changes'
import { pageFindings, pageVersions } from '@/services/record/findings'
import { ChangeDetail, ChangeRecord, FindingRecord, VersionRecord } from '@/services/record/governance-schema'
import { pageOf } from '../../page-of'
import { type RestRoute, route } from '../../route'

const status = z.enum(CHANGE_STATUSES)
const Receipt = z.object({ changeId: z.uuid(), status, contentHash: z.string() }).meta({ id: 'ChangeReceipt' })

export const changeRoutes: readonly RestRoute[] = [
  route('GET /api/v1/changes', pageChanges, pageOf(ChangeRecord), { summary: 'List changes, newest first' }),
  route('GET /api/v1/changes/{changeId}', readChange, ChangeDetail, { summary: 'Read a change with its decisions' }),
  route('POST /api/v1/changes', requestChange, Receipt.extend({ number: z.int().min(1) }), {
    summary: 'Ask that a version go live',
    description:
      'People decide in the console; a key never does, and the person who made the key may not decide about what it asks.',
    status: 201,
  }),
  route('PUT /api/v1/changes/{changeId}/text', editChange, Receipt, {
    summary: 'Replace the words of a change',
    description: 'Whatever was decided about the old words is void.',
  }),
  route('POST /api/v1/changes/{changeId}/submission', submitChange, Receipt, {
    summary: 'Send a draft to its approvers',
  }),
  route('POST /api/v1/changes/{changeId}/withdrawal', withdrawChange, z.object({ changeId: z.uuid(), status }), {
    summary: 'Take a change back',
  }),
  route('GET /api/v1/versions', pageVersions, pageOf(VersionRecord), { summary: 'List versions of workflows' }),
  route('GET /api/v1/findings', pageFindings, pageOf(FindingRecord), { summary: 'List findings, newest first' }),
  route(
    'POST /api/v1/findings/{findingId}/waiver',
    requestWaiver,
    z.object({ waiverId: z.uuid(), requestId: z.uuid() }),
    { summary: 'Ask that a finding be accepted for a time', status: 201 },
  ),
]
