import { InOwnLanguage } from '../../../languages/read-text.tsx'
import { useWords } from '../../../languages/use-words.ts'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { withCarried } from '../../answering/carried.ts'
import type { AnswerView } from '../../answering/form-view.server.ts'
import type { Opening } from '../../opening.ts'
import { AnswerInWords } from '../kinds/answer.tsx'
import { SaveLink } from './answer-buttons.tsx'
import { ClosedMeanwhile, NotOpenMeanwhile, Place, type PlaceView, SendForm } from './check-parts.tsx'

interface FormCheckView {
  area: PlaceView
  answers: (AnswerView & { page: string })[]
  submissionKey: string
  hash: string
  opening: Opening
  closesOn: string | null
}

/** Every answer that is about to be sent, section by section, with a way to change each. */
export function FormCheck({
  view,
  path,
  carried,
  isOrganisation,
  work,
  confirms,
}: {
  view: FormCheckView
  path: string
  carried: string | null
  isOrganisation: boolean
  work: string | null
  /** Whether a code is asked for before anything is sent. */
  confirms: boolean
}) {
  const t = useWords('consultations')
  const { opening, closesOn, submissionKey, hash } = view
  const open = opening === 'open'
  const change = (page: string, of: React.ReactNode) =>
    open
      ? {
          items: [
            {
              href: withCarried(`${path}/questions/${page}?change`, carried),
              text: t('check.change'),
              visuallyHiddenText: of,
            },
          ],
        }
      : undefined
  return (
    <>
      {opening === 'not_yet' ? <NotOpenMeanwhile /> : open ? null : <ClosedMeanwhile closesOn={closesOn} />}
      {isOrganisation ? null : (
        <SummaryList
          rows={[
            { key: t('check.area'), value: <Place area={view.area} />, actions: change('where', t('check.area')) },
          ]}
        />
      )}
      {sectionsOf(view.answers).map(({ title, answers }, i) => (
        <section key={i}>
          {title ? (
            <h2>
              <InOwnLanguage text={title} />
            </h2>
          ) : null}
          <SummaryList
            classes="summary-long"
            rows={answers.map((answer) => ({
              key: <InOwnLanguage text={answer.title} />,
              value: <AnswerInWords view={answer} />,
              actions: change(answer.page, <InOwnLanguage text={answer.title} />),
            }))}
          />
        </section>
      ))}
      <SaveLink open={opening !== 'closed'} path={path} carried={carried} />
      {opening === 'not_yet' ? null : (
        <SendForm
          open={open}
          closesOn={closesOn}
          wrote={view.answers.some(({ words }) => words !== '')}
          submissionKey={submissionKey}
          hash={hash}
          work={work}
          confirms={confirms}
        />
      )}
    </>
  )
}

function sectionsOf<A extends AnswerView>(answers: readonly A[]) {
  const sections: { title: A['section']; answers: A[] }[] = []
  for (const answer of answers) {
    if (answer.section || !sections.length) sections.push({ title: answer.section, answers: [answer] })
    else sections.at(-1)!.answers.push(answer)
  }
  return sections
}
