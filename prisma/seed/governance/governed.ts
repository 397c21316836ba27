import type { Answers } from '@/domain/criticality/score'

interface Owners {
  businessOwner?: string
  technicalOwner?: string
  processClass?: string
  dataClass?: string
  runbookUrl?: string
  runbookNote?: string
}

/** Workflows that are governed, and who answers for them at the manufacturer. */
export const OWNERS: Readonly<Record<string, Owners>> = {
  'order-release': {
    businessOwner: 'Katrin Albrecht',
    technicalOwner: 'SAP basis, Hamburg',
    processClass: 'plan',
    dataClass: 'internal',
    runbookUrl: 'https://wiki.brueckner-pumpen.example/runbooks/order-release',
    runbookNote: 'If Hydra is locked for more than 20 min, release by hand in transaction CO05N and note the orders.',
  },
  'work-order-feedback': { businessOwner: 'Katrin Albrecht', processClass: 'make', dataClass: 'internal' },
  'machine-states': { businessOwner: 'T. Reimers, line 1', processClass: 'make', dataClass: 'internal' },
  'asn-outbound': {
    businessOwner: 'Dispatch, dock 3',
    technicalOwner: 'Carrier EDI desk',
    processClass: 'deliver',
    dataClass: 'confidential',
    runbookNote: 'Truck leaves at 18:00. After 17:30 send the notice from the carrier portal.',
  },
  'carrier-status': { businessOwner: 'Dispatch, dock 3', processClass: 'deliver', dataClass: 'internal' },
  'melt-plan': { businessOwner: 'Dana Kowalski', processClass: 'plan', dataClass: 'internal' },
  'quality-hold-release': { businessOwner: 'Quality, Erie', processClass: 'quality', dataClass: 'restricted' },
  'pour-records': { businessOwner: 'Quality, Erie', processClass: 'make', dataClass: 'restricted' },
  'case-intake': { businessOwner: 'Inés Molina', processClass: 'service', dataClass: 'confidential' },
  'lot-records': { businessOwner: 'QA, Vela', processClass: 'quality', dataClass: 'restricted' },
}

/** Changes that wait: one needs one more yes, one was asked for by the owner herself. */
export const CHANGES: Readonly<
  Record<string, { by: 'ada' | 'ben'; isHalf: boolean; title: string; why: string; risk: string; rollback: string }>
> = {
  'order-release': {
    by: 'ben',
    isHalf: true,
    title: 'No order twice: check for duplicates before Hydra',
    why: 'On 12 November order 4711-20 was released twice after a timeout. The check drops what was sent in the last 24 h.',
    risk: 'An order that is released, taken back and released again within 24 h has to be released by hand.',
    rollback: 'Activate v13; nothing is kept between runs.',
  },
  'asn-outbound': {
    by: 'ada',
    isHalf: false,
    title: 'Notices under the new posting user',
    why: 'The carrier ends the old user on 30 November.',
    risk: 'If the new user lacks a right, the 18:00 truck leaves without its notice.',
    rollback: 'Activate v13 until 30 November; afterwards call the carrier’s desk.',
  },
}

/** Its webhook asks nobody who calls; accepted for two more days. */
export const WAIVED = 'carrier-status'

export const INTERVIEWS: Readonly<Record<string, { answers: Answers; note: string | null }>> = {
  'order-release': {
    answers: {
      stop: 3,
      fallback: 2,
      record: 1,
      detection: 1,
      dependants: 2,
      rework: 3,
      promise: 2,
      notice: 1,
      shared: 1,
      growth: 1,
    },
    note: 'K. Albrecht: line 1 has 40 minutes of orders in front of it, not more.',
  },
  'asn-outbound': {
    answers: {
      stop: 1,
      fallback: 1,
      record: 1,
      detection: 3,
      dependants: 2,
      rework: 2,
      promise: 3,
      notice: 3,
      shared: 2,
      growth: 2,
    },
    note: null,
  },
  'lot-records': {
    answers: {
      stop: 1,
      fallback: 2,
      record: 3,
      detection: 3,
      dependants: 1,
      rework: 2,
      promise: 1,
      notice: 0,
      shared: 1,
      growth: 1,
    },
    note: 'Part of the device history record.',
  },
}
