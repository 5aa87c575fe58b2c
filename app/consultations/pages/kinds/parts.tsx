import type { ReactNode } from 'react'
import { InOwnLanguage } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import type { Typed } from '../../../server/form.ts'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { FieldGroup } from '../../../ui/field.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import type { ErrorOptions } from '../../../ui/options.ts'
import type { QuestionView } from '../../answering/form-view.server.ts'
import type { Choice } from '../../kinds/kind.ts'
import { answerLimits } from '../../paper/printed-form.ts'

/** What the component of every kind is given. */
export interface KindProps<C = unknown> {
  view: QuestionView & { config: C }
  /** What the fields show: what was typed, or what is kept. */
  typed: Typed
  errorOf: (field: string) => ErrorOptions | undefined
  /** The question's title is the page's heading. */
  heading: boolean
}

/** A text of the question in the reader's language. */
export function Text({ view, id }: { view: QuestionView; id: string }) {
  const text = view.texts[id]
  return text ? <InOwnLanguage text={text} /> : null
}

/** The question's title, marked where it may be left out (rule A-5: no asterisks). */
export function Title({ view }: { view: QuestionView }) {
  const t = useWords('asking')
  const question = <InOwnLanguage text={view.title} />
  if (view.required) return question
  return <Sentence parts={{ question }}>{(slots) => t('optional', slots)}</Sentence>
}

export const hintOf = (view: QuestionView) => view.hint && <InOwnLanguage text={view.hint} />

/** The help of a question whose answer lies between limits: they are told before anybody can miss them. */
export function LimitedHint({ view }: { view: QuestionView }) {
  const t = useWords('asking')
  const { locale } = useLanguage()
  const limits = answerLimits(view, {
    limits: (key, values) => t(`limits.${key}`, values),
    figure: (number) => formatNumber(number, locale),
    day: (iso) => formatDate(iso, locale),
  })
  return (
    <>
      {hintOf(view)}
      {view.hint && limits.length ? <br /> : null}
      {limits.join(' ')}
    </>
  )
}

export const legendOf = (view: QuestionView, heading: boolean) => ({
  legend: {
    text: <Title view={view} />,
    isPageHeading: heading,
    classes: heading ? undefined : 'govuk-fieldset__legend--m',
  },
})

export const labelOf = (view: QuestionView, heading: boolean) => ({
  text: <Title view={view} />,
  isPageHeading: heading,
  classes: heading ? undefined : 'govuk-label--m',
})

/** A question of several controls under one legend. */
export function Several({ view, heading, children }: Pick<KindProps, 'view' | 'heading'> & { children: ReactNode }) {
  return (
    <FieldGroup id={view.name} group={{ fieldset: legendOf(view, heading), hint: hintOf(view) }}>
      {() => children}
    </FieldGroup>
  )
}

/** "I am not sure", where the question offers it and its kind has no place for it among the choices. */
export function UnsureBox({ view, typed }: Pick<KindProps, 'view' | 'typed'>) {
  const t = useWords('asking')
  if (!view.unsure) return null
  return (
    <Checkboxes
      name={`${view.name}-unsure`}
      values={typed[`${view.name}-unsure`] ?? []}
      items={[{ value: 'yes', text: t('unsure') }]}
    />
  )
}

export const shownIn = (typed: Typed, field: string): string => typed[field]?.[0] ?? ''

/** What can be chosen, in full, above controls that show it only in short. */
export function ChoiceList({ view, choices }: { view: QuestionView; choices: readonly Choice[] }) {
  return (
    <ul>
      {choices.map(({ id, title, example }) => (
        <li key={id}>
          <strong>
            <Text view={view} id={title} />
          </strong>
          {example ? (
            <>
              <br />
              <Text view={view} id={example} />
            </>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
