import { ProperName } from '../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { Table } from '../../ui/table.tsx'
import type { Stance } from '../position.ts'
import type { AnswerState } from '../response-clock.ts'
import { AnswerLine, StanceTag } from './words-of.tsx'

export interface Asked {
  exerciseId: string
  exerciseTitle: string
  slug: string
  wording: string
  stance: Stance | null
  answer: AnswerState
}

/** What the Board was asked and what it answered, a table for each exercise. */
export function Answers({ answers }: { answers: readonly Asked[] }) {
  const t = useWords('board')
  const { code } = useLanguage()
  const exercises = [...new Map(answers.map((p) => [p.exerciseId, p.exerciseTitle]))]
  return (
    <>
      {exercises.map(([id, title]) => (
        <Table
          key={id}
          caption={<ProperName>{title}</ProperName>}
          head={[t('board.decisions.asked'), t('board.decisions.answer'), t('board.decisions.when')]}
          rows={answers
            .filter((p) => p.exerciseId === id)
            .map((p) => [
              <a key="link" href={`/${code}/board/decisions/${p.slug}`}>
                <ProperName>{p.wording}</ProperName>
              </a>,
              p.stance ? <StanceTag key="stance" stance={p.stance} /> : t('answer.none'),
              <AnswerLine key="answer" answer={p.answer} />,
            ])}
        />
      ))}
    </>
  )
}
