import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Table } from '../../../ui/table.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import type { OwnPrinted } from '../../paper/paper-own.server.ts'

/** Where the number keys begin: with the next form’s area, or where something is wrong with this one. */
export const beginsAt = (back: Refused | undefined): string => back?.errors[0]?.field ?? 'area'

/** A field for each printed question, in the order of the paper, for number keys and Enter alone. */
export function OwnFields({ printed, back }: { printed: OwnPrinted; back: Refused | undefined }) {
  const t = useWords('paper')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const begins = beginsAt(back)
  return (
    <>
      {printed.questions.map(({ key, kind, number, title, words }) => {
        const name = t('own.question', { number, title })
        return (
          <div key={key}>
            {kind === 'text' ? null : (
              <Input
                name={`q-${key}`}
                label={name}
                hint={t(`own.how.${kind}`)}
                value={shown(back, `q-${key}`)}
                error={errorOf(`q-${key}`)}
                classes="govuk-input--width-10"
                attributes={{ autoComplete: 'off', autoFocus: begins === `q-${key}` }}
              />
            )}
            {words ? (
              <Textarea
                name={`w-${key}`}
                rows={2}
                label={{
                  text: kind === 'text' ? name : t(`own.words_${kind === 'map' ? 'place' : 'else'}`, { number }),
                }}
                hint={{ text: t('key.why_hint') }}
                value={shown(back, `w-${key}`)}
                error={errorOf(kind === 'text' ? `q-${key}` : `w-${key}`)}
                id={kind === 'text' ? `q-${key}` : undefined}
                attributes={{ dir: 'auto', autoFocus: begins === (kind === 'text' ? `q-${key}` : `w-${key}`) }}
              />
            ) : null}
          </div>
        )
      })}
    </>
  )
}

/** What the numbers of every question stand for, as on the paper. */
export function OwnNumbers({ printed }: { printed: OwnPrinted }) {
  const t = useWords('paper')
  const head = [t('numbers.number'), t('numbers.what')]
  const { questions, districts, version } = printed
  return (
    <DeskSection title={t('numbers.title', { version })} id="numbers">
      <p className="read">{t('own.keys')}</p>
      <Table
        caption={t('numbers.areas')}
        firstCellIsHeader
        head={head}
        rows={[
          ...districts.map(({ name }, i) => [String(i + 1), name]),
          [String(districts.length + 1), t('numbers.outside')],
        ]}
      />
      {questions.map(({ key, number, title, numbers }) =>
        numbers.length ? (
          <Table
            key={key}
            caption={t('own.question', { number, title })}
            firstCellIsHeader
            head={head}
            rows={numbers.map((one) => [one.number, one.text])}
          />
        ) : null,
      )}
    </DeskSection>
  )
}
