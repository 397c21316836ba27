import { tagOf } from '@/infra/secrets'
import { safeEqual } from '@/lib/crypto'

const placeOf = (tenantId: string, id: string) => `subscriber/${tenantId}/${id}`

/** What a subscriber's own addresses carry. It ends with the row: a deleted address is not found by it. */
export function personalToken(tenantId: string, subscriberId: string): string {
  return `${subscriberId}.${tagOf(placeOf(tenantId, subscriberId))}`
}

/** Whose token it is, or null for a forged one and for one of another partner. */
export function subscriberOf(tenantId: string, token: string): string | null {
  const [id = '', tag = ''] = token.split('.')
  return safeEqual(tag, tagOf(placeOf(tenantId, id))) ? id : null
}
