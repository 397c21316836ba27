'use server'
import { redirect } from 'next/navigation'
import { zSlug } from '@/domain/client/schema'
import { defaultHost, originOf } from '@/infra/public-url'
import { resolveHost } from '@/services/partner/resolve-host'

/** From the platform's page to a partner's own address; true = there is none of that name. */
export async function goToPartner(_: boolean, form: FormData): Promise<boolean> {
  const slug = zSlug.safeParse(String(form.get('slug')).toLowerCase())
  const partner = slug.success ? await resolveHost(defaultHost(slug.data)) : null
  if (!partner) return true
  redirect(`${originOf(partner.host)}/sign-in`)
}
