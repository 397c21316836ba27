'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Menu, MenuItem } from '@/ui/primitives/menu'
import { useOutcome } from '../../../settings/_components/use-outcome'
import { AssignForm } from '../_work/assign-form'
import { MergeForm } from '../_work/merge-form'
import { SnoozeForm } from '../_work/snooze-form'
import { TaskForm } from '../_work/task-form'
import { TimesForm } from '../_work/times-form'
import type { Work, WorkDialogName } from '../_work/work'
import { NoteForm } from './note-form'
import { ResolveForm } from './resolve-form'
import type { Subject } from './subject'

export interface ActionsProps {
  subject: Subject
  status: 'open' | 'acknowledged' | 'resolved'
  work: Work
  /** a dialog that the address asks for */
  initial: WorkDialogName | null
}

function useActs(subject: Subject) {
  const [api, outcome] = [useApi(), useOutcome()]
  const [{ t, f }, work] = [useT('incident'), useT('incidentWork')]
  const said = (template: string) => ({
    onSuccess: () => outcome.done(f(template, { number: subject.number, client: subject.client })),
    onError: outcome.failed,
  })
  return {
    take: useMutation(api.incident.acknowledge.mutationOptions(said(t.actions.acknowledged))),
    takeOver: useMutation(api.incident.assign.mutationOptions(said(t.actions.acknowledged))),
    wake: useMutation(api.incident.wake.mutationOptions(said(work.t.actions.woken))),
    unmerge: useMutation(api.incident.unmerge.mutationOptions(said(work.t.group.takenOut))),
  }
}

function More({
  subject,
  status,
  work,
  open,
}: Omit<ActionsProps, 'initial'> & { open: (name: WorkDialogName) => void }) {
  const { t } = useT('incidentWork')
  const { incidentId } = subject
  const acts = useActs(subject)
  const isOpen = status !== 'resolved'
  const mayTakeOver = isOpen && status !== 'open' && work.myId !== null && work.assignee.userId !== work.myId
  const takeOver = () => acts.takeOver.mutate({ incidentId, userId: work.myId, heldByUserId: work.assignee.userId })
  return (
    <Menu trigger={<Button>{t.actions.more}</Button>}>
      {mayTakeOver && <MenuItem onSelect={takeOver}>{t.actions.take}</MenuItem>}
      {isOpen && <MenuItem onSelect={() => open('assign')}>{t.actions.assign}</MenuItem>}
      {isOpen && !work.isMerged && <MenuItem onSelect={() => open('snooze')}>{t.actions.snooze}</MenuItem>}
      {work.isSnoozed && <MenuItem onSelect={() => acts.wake.mutate({ incidentId })}>{t.actions.wake}</MenuItem>}
      {isOpen && !work.isMerged && <MenuItem onSelect={() => open('merge')}>{t.actions.merge}</MenuItem>}
      {work.isMerged && <MenuItem onSelect={() => acts.unmerge.mutate({ incidentId })}>{t.actions.unmerge}</MenuItem>}
      <MenuItem onSelect={() => open('times')}>{t.actions.times}</MenuItem>
      <MenuItem onSelect={() => open('task')}>{t.actions.task}</MenuItem>
    </Menu>
  )
}

/** Take it, write, resolve, and all else that is done with an incident: each names the client it acts on. */
export function Actions({ subject, status, work, initial }: ActionsProps) {
  const { t } = useT('incident')
  const [dialog, setDialog] = useState<WorkDialogName | null>(initial)
  const { take } = useActs(subject)
  const formOf = (name: WorkDialogName) => ({ subject, isOpen: dialog === name, onClose: () => setDialog(null) })
  return (
    <>
      <More subject={subject} status={status} work={work} open={setDialog} />
      <Button onClick={() => setDialog('note')}>{t.actions.note}</Button>
      {status !== 'resolved' && <Button onClick={() => setDialog('resolve')}>{t.actions.resolve}</Button>}
      {status === 'open' && (
        <span className="max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-40 max-sm:grid max-sm:border-line-2 max-sm:border-t max-sm:bg-bg max-sm:p-3 max-sm:[&>button]:min-h-14 max-sm:[&>button]:text-15">
          <Button
            look="primary"
            isPending={take.isPending}
            onClick={() => take.mutate({ incidentId: subject.incidentId })}
          >
            {t.actions.acknowledge}
          </Button>
        </span>
      )}
      <NoteForm {...formOf('note')} work={work} />
      <ResolveForm {...formOf('resolve')} />
      <AssignForm {...formOf('assign')} work={work} />
      <SnoozeForm {...formOf('snooze')} />
      <MergeForm {...formOf('merge')} work={work} />
      <TimesForm {...formOf('times')} work={work} />
      <TaskForm {...formOf('task')} work={work} />
    </>
  )
}
