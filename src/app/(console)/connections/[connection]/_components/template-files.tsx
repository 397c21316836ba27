'use client'
import { useMutation } from '@tanstack/react-query'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button, buttonClass } from '@/ui/primitives/button'
import { CopyField } from '@/ui/primitives/copy-field'
import { FormProblem } from '../../../_components/form-problem'

/** Two files, shown this once, to copy or to keep. */
export function TemplateFiles({ connectionId, isMade }: { connectionId: string; isMade: boolean }) {
  const { t } = useT('connection')
  const words = t.template
  const api = useApi()
  const make = useMutation(api.connection.template.mutationOptions())
  if (!make.data) {
    return (
      <div className="grid gap-2">
        <FormProblem error={make.error} />
        <Button className="justify-self-start" isPending={make.isPending} onClick={() => make.mutate({ connectionId })}>
          {isMade ? words.again : words.make}
        </Button>
      </div>
    )
  }
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="font-medium">{words.warn}</p>
      {make.data.files.map(({ file, json }) => (
        <div key={file} className="grid grid-cols-1 gap-2">
          <CopyField label={file} value={json} copy={words.copy} copied={words.copied} isMultiline />
          <a
            className={buttonClass('secondary', 'justify-self-start')}
            download={file}
            href={`data:application/json;charset=utf-8,${encodeURIComponent(json)}`}
          >
            {words.download}
          </a>
        </div>
      ))}
      <p className="text-ink-2">{words.steps}</p>
    </div>
  )
}
