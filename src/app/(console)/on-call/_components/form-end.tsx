'use client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { FormProblem } from '../../_components/form-problem'

interface Props {
  error: unknown
  mayChange: boolean
  isSaving: boolean
  isRemoving: boolean
  /** null: there is nothing to remove yet */
  onRemove: (() => void) | null
}

/** What was wrong, and the two ways out of a form. */
export function FormEnd({ error, mayChange, isSaving, isRemoving, onRemove }: Props) {
  const words = useT('onCall').t.form
  return (
    <>
      <FormProblem error={error} />
      {mayChange && (
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" isPending={isSaving}>
            {words.save}
          </Button>
          {onRemove && (
            <Button look="danger" isPending={isRemoving} onClick={onRemove}>
              {words.archive}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
