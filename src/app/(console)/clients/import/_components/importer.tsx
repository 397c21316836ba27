'use client'
import { type FormEvent, useId, useState } from 'react'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { TextArea } from '@/ui/primitives/inputs'
import { FormProblem } from '../../../_components/form-problem'
import { Result } from './result'
import { useImport } from './use-import'

/** A file or pasted rows; then what they would do; then the writing of it. */
export function Importer() {
  const { t } = useT('clientImport')
  const id = useId()
  const [text, setText] = useState('')
  const { look, lookAtFile, write, looked, progress, isLooking, error } = useImport()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    look(text, null)
  }
  return (
    <div className="grid grid-cols-1 gap-8">
      <form onSubmit={submit} className="grid max-w-2xl gap-4">
        <div>
          <label htmlFor={id} className="mb-1 block font-medium text-12 text-ink-2">
            {t.file}
          </label>
          <input
            id={id}
            type="file"
            accept=".csv,.txt,.tsv,text/csv,text/plain"
            aria-describedby={`${id}-hint`}
            className="block min-h-8 text-13 max-sm:min-h-12"
            onChange={({ target }) => {
              const [file] = target.files ?? []
              if (file) lookAtFile(file)
              target.value = ''
            }}
          />
          <p id={`${id}-hint`} className="mt-1 text-12 text-ink-3">
            {t.fileHint} {t.columns}
          </p>
        </div>
        <Field label={t.paste}>
          {(control) => (
            <TextArea
              {...control}
              rows={5}
              spellCheck={false}
              className="font-mono"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <FormProblem error={error} />
        <Button type="submit" isPending={isLooking} disabled={text.trim() === ''} className="justify-self-start">
          {t.look}
        </Button>
      </form>
      {looked && (
        <Result
          looked={looked}
          progress={progress}
          onWrite={() => write(looked)}
          onAgain={() => look(looked.text, looked.encoding)}
        />
      )}
    </div>
  )
}
