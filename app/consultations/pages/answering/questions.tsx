import { InOwnLanguage, ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useWords } from '../../../languages/use-words.ts'
import type { Refused } from '../../../server/form.ts'
import { shown } from '../../../server/form.ts'
import { CharacterCount } from '../../../ui/character-count.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { elseValue, unsureValue } from '../../answering/answer-forms.ts'
import { whyLimit } from '../../answering/answers.ts'
import type { OptionText, QuestionText } from '../../consultation-store.server.ts'
import { PostcodeField } from './postcode-field.tsx'

/** The legend that is the page's heading, as every question with a group of controls has it. */
const heading = (question: QuestionText) => ({
  legend: { text: <InOwnLanguage text={question.title} />, isPageHeading: true },
})

export interface AreaView {
  step: 'area'
  question: QuestionText
  districts: { id: string; name: string }[]
  /** Whether a postcode can be looked up instead. */
  postcodes: boolean
  chosen: string
}

export function AreaQuestion({ view, back }: { view: AreaView; back?: Refused }) {
  const t = useWords('consultations')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <Radios
      name="area"
      classes="choices-ruled"
      fieldset={heading(view.question)}
      hint={view.question.hint && <InOwnLanguage text={view.question.hint} />}
      error={errorOf('area')}
      formGroup={{
        beforeInput: view.postcodes ? <PostcodeField back={back} error={errorOf('postcode')} /> : undefined,
      }}
      value={shown(back, 'area', view.chosen)}
      items={[
        ...view.districts.map((d) => ({ value: `district:${d.id}`, text: <ProperName>{d.name}</ProperName> })),
        { divider: t('question.or') },
        { value: 'outside', text: t('question.outside') },
        { value: 'unsaid', text: t('question.unsaid') },
      ]}
    />
  )
}

export interface ForumView {
  step: 'forum'
  district: string
  forums: { id: string; name: string }[]
  chosen: string
}

export function ForumQuestion({ view, back }: { view: ForumView; back?: Refused }) {
  const t = useWords('consultations')
  return (
    <Radios
      name="forum"
      classes="choices-ruled"
      fieldset={{
        legend: {
          text: (
            <Sentence parts={{ district: <ProperName>{view.district}</ProperName> }}>
              {(slots) => t('question.forum', slots)}
            </Sentence>
          ),
          isPageHeading: true,
        },
      }}
      hint={t('question.forum_hint')}
      error={fieldErrors(back?.errors, t('error_prefix'))('forum')}
      value={shown(back, 'forum', view.chosen)}
      items={[
        ...view.forums.map((f) => ({ value: f.id, text: <ProperName>{f.name}</ProperName> })),
        { divider: t('question.or') },
        { value: unsureValue, text: t('question.unsure') },
      ]}
    />
  )
}

export interface PickView {
  step: 'pick'
  question: QuestionText
  options: OptionText[]
  most: number
  chosen: string[]
  none: boolean
  somethingElse: string
}

export function PickQuestion({ view, back }: { view: PickView; back?: Refused }) {
  const t = useWords('consultations')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const ticked = back ? (back.typed.pick ?? []) : [...view.chosen, ...(view.somethingElse ? [elseValue] : [])]
  const none = back ? back.typed.none !== undefined : view.none
  return (
    <>
      <Checkboxes
        name="pick"
        classes="choices-ruled"
        fieldset={heading(view.question)}
        hint={view.question.hint && <InOwnLanguage text={view.question.hint} />}
        error={errorOf('pick')}
        values={ticked}
        items={[
          ...view.options.map((o) => ({
            value: o.id,
            text: <InOwnLanguage text={o.title} />,
            hint: o.example && <InOwnLanguage text={o.example} />,
          })),
          { divider: t('question.or') },
          { value: elseValue, text: t('question.else') },
          { value: 'yes', name: 'none', text: t('question.none'), checked: none, behaviour: 'exclusive' },
        ]}
      />
      <Input
        name="something_else"
        label={t('question.else_text')}
        value={shown(back, 'something_else', view.somethingElse)}
        error={errorOf('something_else')}
        attributes={{ dir: 'auto' }}
      />
      <p
        className="meta"
        role="status"
        data-counts="pick"
        data-words={t('question.counter', { n: '{n}', most: view.most })}
      >
        {t('question.counter', { n: ticked.length, most: view.most })}
      </p>
    </>
  )
}

export interface OrderView {
  step: 'order'
  question: QuestionText
  /** In the order chosen or shown before; `place` from 1 when one was given. */
  picks: { option: OptionText; place: number | null }[]
  same: boolean
}

export function OrderQuestion({ view, back }: { view: OrderView; back?: Refused }) {
  const t = useWords('consultations')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <>
      {view.question.hint ? (
        <p>
          <InOwnLanguage text={view.question.hint} />
        </p>
      ) : null}
      {view.picks.map(({ option, place }) => (
        <Radios
          key={option.id}
          name={`place-${option.id}`}
          classes="govuk-radios--inline"
          fieldset={{ legend: { text: <InOwnLanguage text={option.title} />, classes: 'govuk-fieldset__legend--s' } }}
          error={errorOf(`place-${option.id}`)}
          value={shown(back, `place-${option.id}`, place ? String(place) : '')}
          items={view.picks.map((_, i) => ({ value: i + 1, text: t(`places.${i + 1}`) }))}
        />
      ))}
      <Checkboxes
        name="same"
        error={errorOf('same')}
        values={back ? (back.typed.same ?? []) : view.same ? ['yes'] : []}
        items={[{ value: 'yes', text: t('question.order_same') }]}
      />
    </>
  )
}

export interface WhyView {
  step: 'why'
  question: QuestionText
  why: string
}

export function WhyQuestion({ view, back }: { view: WhyView; back?: Refused }) {
  const t = useWords('consultations')
  return (
    <CharacterCount
      name="why"
      label={{
        text: (
          <Sentence parts={{ question: <InOwnLanguage text={view.question.title} /> }}>
            {(slots) => t('question.why_optional', slots)}
          </Sentence>
        ),
        isPageHeading: true,
      }}
      hint={view.question.hint && <InOwnLanguage text={view.question.hint} />}
      error={fieldErrors(back?.errors, t('error_prefix'))('why')}
      value={shown(back, 'why', view.why)}
      maxlength={whyLimit}
      attributes={{ dir: 'auto' }}
      textareaDescriptionText={t('question.why_limit')}
    />
  )
}
