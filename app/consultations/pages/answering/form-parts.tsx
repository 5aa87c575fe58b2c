import { InOwnLanguage } from '../../../languages/read-text.tsx'
import type { ReadText } from '../../../languages/text-store.server.ts'
import { useWords } from '../../../languages/use-words.ts'
import type { Refused, Typed } from '../../../server/form.ts'
import { fieldErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import type { QuestionView } from '../../answering/form-view.server.ts'
import { Question } from '../kinds/question.tsx'

interface WhereProps {
  progress: { number: number; total: number }
  section: ReadText | null
}

/** Where one stands: the section, if the form has any, and the question's number among those asked. */
export function Where({ progress, section }: WhereProps) {
  const t = useWords('consultations')
  return (
    <>
      {section ? (
        <>
          <InOwnLanguage text={section} />
          <br />
        </>
      ) : null}
      {t('question.where', progress)}
    </>
  )
}

interface QuestionsProps {
  questions: { view: QuestionView; typed: Typed }[]
  back: Refused | undefined
}

/** The questions of one page: a single one is the page's heading. */
export function PageQuestions({ questions, back }: QuestionsProps) {
  const t = useWords('consultations')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <>
      {questions.map(({ view, typed }, i) => (
        <Question key={view.id} view={view} typed={back?.typed ?? typed} errorOf={errorOf} heading={i === 0} />
      ))}
    </>
  )
}

interface MeanwhileProps {
  changed: { taken: ReadText[]; altered: ReadText[] } | null
  gone: boolean
}

/** What happened to the questions while somebody was answering them. */
export function Meanwhile({ changed, gone }: MeanwhileProps) {
  const t = useWords('asking')
  if (gone) {
    return (
      <InsetText classes="inset-caution">
        <p>{t('changed.gone')}</p>
      </InsetText>
    )
  }
  if (!changed) return null
  return (
    <InsetText classes="inset-caution">
      <p>{t('changed.new_version')}</p>
      <Named title={t('changed.taken')} questions={changed.taken} />
      <Named title={t('changed.altered')} questions={changed.altered} />
      <p>{t('changed.kept')}</p>
    </InsetText>
  )
}

function Named({ title, questions }: { title: string; questions: ReadText[] }) {
  if (!questions.length) return null
  return (
    <>
      <p>{title}</p>
      <ul>
        {questions.map((question, i) => (
          <li key={i}>
            <InOwnLanguage text={question} />
          </li>
        ))}
      </ul>
    </>
  )
}
