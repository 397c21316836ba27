import { Field } from '@/ui/primitives/field'
import { Checkbox, Select, Switch, TextArea, TextInput } from '@/ui/primitives/inputs'
import type { View } from '../_lib/view'

export function Forms({ m }: View) {
  const words = m.design.field
  return (
    <div className="grid gap-4 pt-3 sm:grid-cols-2">
      <Field label={words.name} hint={words.nameHint}>
        {(control) => <TextInput {...control} defaultValue={m.design.sample} />}
      </Field>
      <Field label={words.zone} error={words.zoneError}>
        {(control) => (
          <Select {...control} defaultValue="">
            <option value="">{m.common.none}</option>
            <option>Europe/Berlin</option>
            <option>America/Chicago</option>
          </Select>
        )}
      </Field>
      <Field label={words.search}>{(control) => <TextInput {...control} type="search" placeholder="INC-2041" />}</Field>
      <Field label={words.locked}>{(control) => <TextInput {...control} disabled defaultValue="asn-outbound" />}</Field>
      <Field label={words.note} className="sm:col-span-2">
        {(control) => <TextArea {...control} rows={3} defaultValue={words.noteValue} />}
      </Field>
      <Checkbox label={words.check} defaultChecked />
      <div className="flex gap-6">
        <Switch label={words.switchOn} isOn />
        <Switch label={words.switchOff} isOn={false} />
      </div>
    </div>
  )
}
