import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'
import { AuthShell } from '@/ui/shell/auth-shell'
import { readView, type SearchParams } from '../_lib/read-view'
import { BRAND } from '../_lib/sample'

/** The frame before the session, with a form that goes nowhere. */
export default async function SignInFramePage({ searchParams }: { searchParams: SearchParams }) {
  const { view, theme } = await readView(searchParams)
  const words = view.m.design.signIn
  return (
    <div data-theme={theme} className="bg-bg text-ink">
      <AuthShell brand={BRAND} title={words.title} sentence={words.sentence} footer={words.footer}>
        <div className="flex flex-col gap-4">
          <Field label={words.mail}>{(control) => <TextInput {...control} type="email" autoComplete="email" />}</Field>
          <Button look="primary">{words.send}</Button>
        </div>
      </AuthShell>
    </div>
  )
}
