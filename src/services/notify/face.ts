import type { ResolvedBrand } from '@/domain/brand/resolved'
import type { Sql } from '@/infra/db'
import { senderOf } from '@/infra/mailer'
import { notFound } from '@/lib/errors'
import { type MailBrand, mailBrand } from '~/emails/_components/brand'
import { loadBrand } from '../brand/resolve'
import { originOfPartner } from './links'

/** How a mail looks and whom it comes from. */
export interface MailFace {
  resolved: ResolvedBrand
  brand: MailBrand
  /** the From header */
  from: string
  /** the partner's stored address */
  origin: string
  /** the partner's language */
  locale: string
}

/** The face of mails about one client (its own brand where it has one), or of the partner. */
export async function loadFace(sql: Sql, clientId: string | null = null): Promise<MailFace> {
  const [partner] = await sql<{ mailFrom: string | null; locale: string }>(
    'SELECT p.mail_from AS "mailFrom", p.locale FROM partner p WHERE p.tenant_id = :tenant',
  )
  if (!partner) throw notFound('partner')
  const [resolved, origin] = [await loadBrand(sql, clientId), await originOfPartner(sql)]
  return {
    resolved,
    brand: mailBrand(resolved.name, resolved.color, { logo: resolved.logo, origin }),
    from: senderOf(resolved.senderName, partner.mailFrom),
    origin,
    locale: partner.locale,
  }
}
