import { createElement, type ReactElement } from 'react'
import { zSubscriberEmail } from '@/domain/subscriber/schema'
import { spendTry } from '@/infra/rate-limit'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import type { Caller } from '@/services/context'
import { type FoundPortal, portalCaller } from '@/services/portal/open'
import { subscriberOf } from '@/services/subscriber/link'
import {
  changeSubscription,
  confirmSubscription,
  type OwnSubscription,
  readSubscription,
  unsubscribe,
} from '@/services/subscriber/personal'
import { subscribe } from '@/services/subscriber/subscribe'
import type { PortalFrame } from '@/ui/portal/document'
import { AskPage, ManagePage, SayPage } from '@/ui/portal/updates-page'
import { fill } from '@/ui/portal/words'
import { give, notThere, prepare, type Reply } from './answer'
import { portalAt, snapshotOf } from './books'
import { documentOf, frameOf, portalLocale } from './render'
import { openFor, type PortalRequest } from './serve'

/** A posted form; null for a read. */
export type Form = URLSearchParams | null

function page(element: ReactElement, status = 200): Reply {
  const prepared = prepare('text/html; charset=utf-8', documentOf(element))
  return give(prepared, { isPublic: false, accepted: '', hasEtag: undefined, status })
}

function say(frame: PortalFrame, title: string, text: string, status = 200): Reply {
  return page(createElement(SayPage, { frame, title, text }), status)
}

const choiceOf = (form: URLSearchParams) => ({
  severity: form.get('severity') === 'all' ? ('all' as const) : ('stopped' as const),
  processIds: form.getAll('step').filter((id) => /^[0-9a-f-]{36}$/.test(id)),
})

/**
 * Somebody asks for updates. Safe without a token against forged forms: it uses no right of the reader but to see the page, and
 * only the address itself can say yes. Capped per sender and per address, so that nobody is flooded.
 */
export async function postSubscription(request: PortalRequest, form: URLSearchParams): Promise<Reply> {
  const opened = await openFor(request, new Date())
  if ('reply' in opened) return opened.reply
  const { portal, snapshot, locale } = opened.reading
  const frame = frameOf(snapshot, { ...opened.reading, base: request.address.base })
  const words = frame.words.updates
  const email = zSubscriberEmail.safeParse(form.get('email') ?? '')
  if (!email.success) return say(frame, words.refused, words.badEmail, 422)
  try {
    await spendTry({
      'portal.address': request.header('x-real-ip') ?? 'unknown',
      'portal.mail': email.data,
    })
    await subscribe(portalCaller(portal, newId()), { email: email.data, locale, ...choiceOf(form) })
  } catch (error) {
    if (error instanceof AppError && error.code === 'LIMIT') return say(frame, words.refused, words.tooMany, 429)
    throw error
  }
  return say(frame, words.asked, fill(words.askedHint, { email: email.data }))
}

interface PersonalReading {
  portal: FoundPortal
  caller: Caller
  frame: PortalFrame
  subscriberId: string
  own: OwnSubscription | null
  steps: { processId: string; phrase: string }[]
}

async function readPersonal(request: PortalRequest, token: string): Promise<PersonalReading | null> {
  const { address, search } = request
  const now = Date.now()
  const subscriberId = subscriberOf(address.tenantId, token)
  const portal = subscriberId ? await portalAt(address, now) : null
  if (!subscriberId || !portal) return null
  const { value: snapshot } = await snapshotOf(portal, now)
  const caller = portalCaller(portal, newId())
  const own = await readSubscription(caller, { subscriberId }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return null
    throw error
  })
  const language = portalLocale(request.header('accept-language') ?? null, search)
  const frame = frameOf(snapshot, { ...language, base: address.base })
  return { portal, caller, frame, subscriberId, own, steps: snapshot.components }
}

function manage({ frame, steps }: PersonalReading, own: OwnSubscription, token: string, isSaved: boolean): Reply {
  const { email, severity, processIds } = own
  const action = `/updates/manage/${token}`
  const choice = { steps, severity, processIds }
  return page(createElement(ManagePage, { frame, choice, email, action, isSaved }))
}

/** A subscriber's own links: the secret in them is the right. Reading one changes nothing; only a press or a one-click post does. */
export async function personalPage(
  request: PortalRequest,
  { act, token }: { act: 'confirm' | 'manage' | 'off'; token: string },
  form: Form,
): Promise<Reply> {
  const reading = await readPersonal(request, token)
  if (!reading) return notThere()
  const { frame, own, caller, subscriberId } = reading
  const words = frame.words.updates
  const { clientName: client } = frame
  if (act === 'off') {
    const ask = { title: words.offQuestion, text: fill(words.offHint, { client }), button: words.off }
    if (!form && own) return page(createElement(AskPage, { frame, ...ask, action: `/updates/off/${token}` }))
    await unsubscribe(caller, { subscriberId })
    return say(frame, words.offTitle, fill(words.offHint, { client }))
  }
  if (!own) return say(frame, words.gone, words.goneHint, 410)
  if (act === 'confirm' && !own.isConfirmed && !form) {
    const text = fill(words.confirmHint, { client, email: own.email })
    const ask = { title: words.confirmTitle, text, button: words.confirm }
    return page(createElement(AskPage, { frame, ...ask, action: `/updates/confirm/${token}` }))
  }
  if (act === 'confirm') {
    await confirmSubscription(caller, { subscriberId })
    return manage(reading, own, token, false)
  }
  if (!form) return manage(reading, own, token, false)
  const choice = choiceOf(form)
  await changeSubscription(caller, { subscriberId, locale: frame.locale, ...choice })
  return manage(reading, { ...own, ...choice }, token, true)
}
