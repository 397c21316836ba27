import { AppError } from '@/lib/errors'
import { channelMail } from '~/emails/channel-message'
import type { ChannelAdapter } from '../channel/port'
import { sealed } from '../effect/sealed'
import { sendStored, storeMails } from './deliver'
import { loadFace } from './face'

/** A shared mailbox as a channel: the same store, provider and key as every other mail. */
export const mailChannel: ChannelAdapter = {
  kind: 'mail',
  pace: { gapMs: 1000, burst: 20 },
  async send({ caller, clientId, address }, message) {
    const { key, locale, title, lines, facts, url, actions, clientName, source } = message
    const face = await sealed(caller.scope, (sql) => loadFace(sql, clientId))
    const open = url ? [{ label: locale === 'de' ? 'Öffnen' : 'Open', url }] : []
    const footer = [face.brand.name, clientName, source].filter((part) => part).join(' · ')
    const body = await channelMail({
      brand: face.brand,
      locale,
      title,
      lines,
      facts,
      actions: [...open, ...actions],
      footer,
    })
    const mail = { key: `channel/${key}/${address}`, clientId, from: face.from, to: address, ...body }
    try {
      await sealed(caller.scope, (sql, now) => storeMails(sql, now, [mail]))
      await sendStored(caller, [mail.key])
      return { outcome: 'sent', detail: 'The mail was handed over.' }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return { outcome: error.code === 'INVALID' ? 'refused' : 'retry', detail: error.message }
    }
  },
}
