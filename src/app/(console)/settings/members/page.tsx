import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import type { MemberItem } from '@/services/member/list'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { InvitationTable } from './_components/invitation-table'
import { InviteButton } from './_components/invite-button'
import { MemberTable } from './_components/member-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.members.title }
}

/** The sentence that matters at night: is anybody on duty? Nobody is the one abnormal answer. */
function Sentence({ words: { m, f }, members }: { words: Viewer; members: readonly MemberItem[] }) {
  const t = m.members
  const onDuty = members.filter(({ onDutySince }) => onDutySince !== null)
  const [first] = onDuty
  const several = f(t.dutyMany, { count: onDuty.length })
  return (
    <>
      {f(t.sentence, { count: members.length })}{' '}
      {first ? (
        <span>{onDuty.length === 1 ? f(t.dutyOne, { name: first.name }) : several}</span>
      ) : (
        <State kind="late" className="whitespace-normal!">
          {t.dutyNobody}
        </State>
      )}
    </>
  )
}

/** Who has access, who is called at night, who is invited. */
export default async function MembersPage() {
  const [words, { actor }] = await Promise.all([viewer(), requireSession()])
  const { locale, m, zone } = words
  const [members, invitations, { clients }, { brandName }] = await page((api) =>
    Promise.all([api.member.list({}), api.invitation.list({}), api.board.nav({}), api.brand.read({})]),
  )
  const mayManage = can(actor, 'member.manage')
  const choices = clients.map(({ id, name }) => ({ id, name }))
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'members')}>
      <PageHeader
        title={m.members.title}
        sentence={<Sentence words={words} members={members} />}
        actions={mayManage && <InviteButton partner={brandName} clients={choices} />}
      />
      <div className="grid gap-8">
        <MemberTable members={members} me={actor.id} myRole={actor.role} clients={choices} zone={zone ?? 'UTC'} />
        {(invitations.length > 0 || mayManage) && (
          <Section title={m.members.invitations.title}>
            <InvitationTable invitations={invitations} mayManage={mayManage} zone={zone ?? 'UTC'} />
          </Section>
        )}
      </div>
    </I18nProvider>
  )
}
