import { DayField } from '../../../engagement/pages/day-field.tsx'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { WarningText } from '../../../ui/warning-text.tsx'
import type { Setting } from '../../building/kind-settings.ts'
import { spareRows } from '../../building/question-form.ts'
import { itemsOf, type WorkingQuestion } from '../../building/working-form.ts'
import { answerDay } from '../../kinds/date.ts'

interface FieldsProps {
  question: WorkingQuestion
  settings: readonly Setting[]
  back: Refused | undefined
  /** The row of a list of which is asked whether it shall go: `options:2`. */
  takeOut: string | null
}

/** What a kind lets an officer set: its lists first, then its limits and choices. */
export function SettingFields({ question, settings, back, takeOut }: FieldsProps) {
  const t = useWords('builder')
  const lists = settings.filter((setting) => setting.type === 'list')
  const others = settings.filter((setting) => setting.type !== 'list')
  return (
    <>
      {lists.map((setting) => (
        <ListFields key={setting.name} setting={setting} question={question} back={back} takeOut={takeOut} />
      ))}
      {others.length ? (
        <DeskSection title={t('edit.settings')} id="settings">
          {others.map((setting) => (
            <SettingField key={setting.name} setting={setting} question={question} back={back} />
          ))}
        </DeskSection>
      ) : null}
    </>
  )
}

type One<S> = { setting: S; question: WorkingQuestion; back: Refused | undefined }

/** A list to choose from: a row each, spare rows at the end, and buttons that keep what was typed. */
function ListFields({
  setting,
  question,
  back,
  takeOut,
}: One<Setting & { type: 'list' }> & Pick<FieldsProps, 'takeOut'>) {
  const t = useWords('builder')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { name, cost, most } = setting
  const items = itemsOf(question, name)
  const typedRows = Array.from({ length: most }, (_, row) => row + 1).filter((row) =>
    shown(back, `${name}-${row - 1}-title`),
  )
  const rows = Math.min(Math.max(items.length, typedRows.at(-1) ?? 0), most) + spareRows
  return (
    <DeskSection title={t(`lists.${name}`)} id={name}>
      <p className="read">{t('edit.list_hint', { most })}</p>
      {Array.from({ length: rows }, (_, row) => {
        const item = items[row]
        const field = (part: string, stored = '') => ({
          name: `${name}-${row}-${part}`,
          value: shown(back, `${name}-${row}-${part}`, stored),
          error: errorOf(`${name}-${row}-${part}`),
        })
        const number = row + 1
        // What was typed keeps the id that it was typed beside, whatever stands in this row by now.
        const id = shown(back, `${name}-${row}-id`, item?.id)
        const isItem = item !== undefined && id === item.id
        return (
          <fieldset key={id || row} className="govuk-fieldset govuk-form-group">
            <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">
              {t(`lists.one_of_${name}`, { number })}
            </legend>
            <input type="hidden" name={`${name}-${row}-id`} value={id} />
            <Input {...field('title', item?.title.en)} label={t('edit.item')} />
            {name === 'options' ? <Input {...field('example', item?.example?.en)} label={t('edit.example')} /> : null}
            {cost ? (
              <Input
                {...field('cost', item?.cost ? String(item.cost) : '')}
                label={t('edit.cost')}
                classes="govuk-input--width-10"
                inputmode="numeric"
              />
            ) : null}
            {isItem && takeOut === `${name}:${row}` ? (
              <div id="take-out">
                <WarningText iconFallbackText={t('question.warning')}>
                  {t('edit.remove_sure', { title: item.title.en })}
                </WarningText>
                <ButtonGroup>
                  <Button name="intent" value={`remove:${name}:${row}`} classes="govuk-button--warning">
                    {t('question.delete_sure')}
                  </Button>
                  <Button name="intent" value="stay" classes="govuk-button--secondary">
                    {t('question.keep')}
                  </Button>
                </ButtonGroup>
              </div>
            ) : null}
            {isItem && takeOut !== `${name}:${row}` ? (
              <p className="builder-acts">
                {(['up', 'down', 'ask'] as const).map((act) =>
                  (act === 'up' && row === 0) || (act === 'down' && row === items.length - 1) ? null : (
                    <button
                      key={act}
                      className="link-button"
                      type="submit"
                      name="intent"
                      value={`${act}:${name}:${row}`}
                    >
                      {t(`edit.${act === 'ask' ? 'remove' : act}`)}{' '}
                      <span className="govuk-visually-hidden">{item.title.en}</span>
                    </button>
                  ),
                )}
              </p>
            ) : null}
          </fieldset>
        )
      })}
    </DeskSection>
  )
}

function SettingField({ setting, question, back }: One<Setting>) {
  const t = useWords('builder')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { name } = setting
  const stored = question.config[name]
  const own = `set-${name}`
  const label = t(`settings.${question.kind}.${name}`)
  switch (setting.type) {
    case 'flag':
      return (
        <Checkboxes
          name={own}
          items={[{ value: '1', text: label }]}
          values={(back ? back.typed[own] !== undefined : stored === true) ? ['1'] : []}
        />
      )
    case 'number':
      return (
        <Input
          name={own}
          label={label}
          value={shown(back, own, typeof stored === 'number' ? String(stored) : '')}
          error={errorOf(own)}
          classes="govuk-input--width-10"
          inputmode="numeric"
        />
      )
    case 'text':
      return (
        <Input
          name={own}
          label={label}
          value={shown(back, own, (stored as { en?: string } | null | undefined)?.en)}
          error={errorOf(own)}
        />
      )
    case 'choice':
      return (
        <Radios
          name={own}
          fieldset={{ legend: { text: label } }}
          value={shown(back, own, String(stored ?? setting.of[0]))}
          error={errorOf(own)}
          items={setting.of.map((value) => ({ value, text: t(`settings.${question.kind}.${value}`) }))}
        />
      )
    case 'day':
      return (
        <>
          <DayField
            name={own}
            legend={label}
            stored={typeof stored === 'string' && stored !== answerDay ? stored : null}
            back={back}
            words={{ day: t('date.day'), month: t('date.month'), year: t('date.year'), error: t('error_prefix') }}
          />
          <Checkboxes
            name={`${own}-today`}
            items={[{ value: '1', text: t(`settings.date.${name}_today`) }]}
            values={(back ? back.typed[`${own}-today`] !== undefined : stored === answerDay) ? ['1'] : []}
          />
        </>
      )
    default:
      return null
  }
}
