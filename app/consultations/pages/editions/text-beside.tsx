import type { ReactNode } from 'react'
import { useWords } from '../../../languages/use-words.ts'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { Tag } from '../../../ui/tag.tsx'

interface TextBesideProps {
  text: { number: number; place: string; under: string | null; english: string; source: string; body: string }
  /** The text before it; none for the first. A heading stands where what they belong to changes. */
  before: { under: string | null } | undefined
  state: { isOutdated: boolean; name: string; tag: string }
  /** What else is to be known of it, under the English. */
  notes: ReactNode
  /** Where the other words are typed. */
  children: ReactNode
}

/** One text of an exercise beside the same in other words, in a form that saves only what was changed. */
export function TextBeside({ text, before, state, notes, children }: TextBesideProps) {
  const t = useWords('translating')
  const { number, place, under, english, source, body } = text
  return (
    <div>
      {before && under === before.under ? null : <h3>{under ?? t('texts.start')}</h3>}
      <div className="translation">
        <div>
          <p className="meta">
            {t('texts.number', { number })}{' '}
            <Tag classes={state.tag ? `govuk-tag--${state.tag}` : undefined}>{state.name}</Tag>
          </p>
          <p className="translation-source">{english}</p>
          {state.isOutdated ? (
            <p className="meta">
              {t('texts.was')} <s>{source}</s>
            </p>
          ) : null}
          {notes}
        </div>
        <div>
          <input type="hidden" name={`place-${number}`} value={place} />
          <input type="hidden" name={`before-${number}`} value={body} />
          {children}
          {state.isOutdated ? (
            <Checkboxes
              name={`renew-${number}`}
              classes="govuk-checkboxes--small"
              items={[{ value: 'yes', text: t('texts.renew', { number }) }]}
            />
          ) : null}
        </div>
      </div>
    </div>
  )
}
