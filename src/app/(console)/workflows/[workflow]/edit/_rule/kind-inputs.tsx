import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { Checkbox, Select } from '@/ui/primitives/inputs'
import { TextField } from '../../../../_components/text-field'
import { CalendarInputs } from './calendar-inputs'
import { NUMBER, type RulePartProps } from './rule-parts'

const DAYS = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const

function DayBoxes({ draft, change }: RulePartProps) {
  const { form } = useT('expectation').t
  const { weekdays } = useT('workflow').t
  const toggle = (day: number) =>
    change({ days: draft.days.includes(day) ? draft.days.filter((each) => each !== day) : [...draft.days, day] })
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-12 text-ink-2">{form.days}</legend>
      <div className="flex flex-wrap gap-x-4">
        {DAYS.map((name, index) => (
          <Checkbox
            key={name}
            label={weekdays[name]}
            checked={draft.days.includes(index + 1)}
            onChange={() => toggle(index + 1)}
          />
        ))}
      </div>
      <p className="mt-1 text-12 text-ink-3">{form.daysHint}</p>
    </fieldset>
  )
}

function RepeatInputs(props: RulePartProps) {
  const { draft, change, problems } = props
  const { form } = useT('expectation').t
  return (
    <>
      <div className="grid grid-cols-[1fr_auto_auto] items-start gap-4">
        <TextField
          label={form.everyMin}
          hint={form.everyHint}
          error={problems.everyMin ? form.invalid : null}
          required
          {...NUMBER}
          value={draft.everyMin}
          onChange={(everyMin) => change({ everyMin })}
        />
        <TextField
          label={form.fromHour}
          className="max-w-20"
          inputMode="numeric"
          value={draft.fromHour}
          onChange={(fromHour) => change({ fromHour })}
        />
        <TextField
          label={form.toHour}
          className="max-w-20"
          inputMode="numeric"
          value={draft.toHour}
          onChange={(toHour) => change({ toHour })}
        />
      </div>
      <p className="-mt-3 text-12 text-ink-3">{form.hoursHint}</p>
      <DayBoxes {...props} />
    </>
  )
}

function DailyInputs(props: RulePartProps) {
  const { draft, change, problems } = props
  const { form } = useT('expectation').t
  return (
    <>
      <TextField
        label={form.times}
        hint={form.timesHint}
        error={problems.times ? form.invalid : null}
        required
        value={draft.times}
        onChange={(times) => change({ times })}
      />
      <DayBoxes {...props} />
    </>
  )
}

function CronInputs({ draft, change, problems }: RulePartProps) {
  const { t, locale } = useT('registry')
  const words = t.rule
  const error = draft.cron && problems.cron ? (locale === 'en' ? problems.cron : words.cronInvalid) : null
  return (
    <TextField
      label={words.cron}
      hint={words.cronHint}
      error={error}
      required
      spellCheck={false}
      className="font-mono"
      placeholder="*/15 6-22 * * 1-5"
      value={draft.cron}
      onChange={(cron) => change({ cron })}
    />
  )
}

function IntervalInputs({ draft, change, problems }: RulePartProps) {
  const { t, f } = useT('registry')
  return (
    <TextField
      label={t.rule.intervalMin}
      error={problems.intervalMin ? f(t.rule.number, { min: 1 }) : null}
      required
      {...NUMBER}
      value={draft.intervalMin}
      onChange={(intervalMin) => change({ intervalMin })}
    />
  )
}

function KeyInput({ draft, change, problems, hint }: RulePartProps & { hint: string }) {
  const { form } = useT('expectation').t
  return (
    <TextField
      label={form.key}
      hint={hint}
      error={problems.key ? form.invalid : null}
      spellCheck={false}
      className="max-w-48 font-mono"
      value={draft.key}
      onChange={(key) => change({ key })}
    />
  )
}

function TriggerInputs(props: RulePartProps) {
  const { draft, change, problems, choices } = props
  const { form } = useT('expectation').t
  const { t, f } = useT('registry')
  return (
    <>
      <Field label={form.trigger}>
        {(control) => (
          <Select
            {...control}
            required
            value={draft.triggerWorkflowId}
            onChange={(event) => change({ triggerWorkflowId: event.target.value })}
          >
            <option value="">{form.chooseTrigger}</option>
            {choices.triggers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <TextField
        label={form.withinMin}
        error={problems.withinMin ? f(t.rule.number, { min: 1 }) : null}
        required
        {...NUMBER}
        value={draft.withinMin}
        onChange={(withinMin) => change({ withinMin })}
      />
      {choices.plant && (
        <Checkbox
          label={form.withinPlant}
          checked={draft.isWithinPlant}
          onChange={(event) => change({ isWithinPlant: event.target.checked })}
        />
      )}
      <KeyInput {...props} hint={form.keyHint} />
    </>
  )
}

/** When runs are due, in the words of the chosen kind. */
export function KindInputs(props: RulePartProps) {
  const { form } = useT('expectation').t
  switch (props.draft.kind) {
    case 'repeat':
      return <RepeatInputs {...props} />
    case 'daily':
      return <DailyInputs {...props} />
    case 'interval':
      return <IntervalInputs {...props} />
    case 'calendar':
      return <CalendarInputs {...props} />
    case 'trigger':
      return <TriggerInputs {...props} />
    case 'list':
      return <KeyInput {...props} hint={form.listKeyHint} />
    case 'cron':
      return <CronInputs {...props} />
  }
}
