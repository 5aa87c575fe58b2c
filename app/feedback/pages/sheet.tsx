import { answeredAs } from '../../board/position.ts'
import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { formatDate } from '../../ui/dates.ts'
import type { Sheet, SheetAnswer } from '../newsletter.ts'
import { AreaSaidPart } from './area-said.tsx'

/** What stands on an area's sheet alone, in its title's order: what people said, and what was decided of it. */
export function SheetParts({ area, sheet: { seat, said, answers } }: { area: string; sheet: Sheet }) {
  const t = useWords('newsletter')
  const { code } = useLanguage()
  const decided = answeredAs.filter((as) => answers[as].items.length)
  const isWhole = decided.some((as) => answers[as].items.some(({ whole }) => whole))
  return (
    <>
      {said ? (
        <section className="sheet-part">
          <h2>
            <Sentence parts={{ area: <ProperName>{area}</ProperName> }}>{(slots) => t('sheet.said', slots)}</Sentence>
          </h2>
          {said.length ? null : <p>{t('sheet.no_results')}</p>}
          {said.map((one) => (
            <AreaSaidPart key={one.path} said={one} area={area} district={seat?.district ?? null} />
          ))}
        </section>
      ) : null}
      <section className="sheet-part">
        <h2>{t('part.decided')}</h2>
        {decided.length ? null : <p>{t('sheet.undecided')}</p>}
        {isWhole ? <p className="meta">{t('sheet.whole_text')}</p> : null}
        {decided.map((as) => (
          <div key={as}>
            <h3>{t(`sheet.${as}`)}</h3>
            <Answers answers={answers[as].items.filter(({ whole }) => !whole)} />
            {answers[as].items.some(({ whole }) => whole) ? <h4>{t('sheet.whole')}</h4> : null}
            <Answers answers={answers[as].items.filter(({ whole }) => whole)} />
            {answers[as].more ? (
              <p>
                <a href={`/${code}/board#decisions`}>{t('more', { count: answers[as].more })}</a>
              </p>
            ) : null}
          </div>
        ))}
      </section>
    </>
  )
}

function Answers({ answers }: { answers: readonly SheetAnswer[] }) {
  return answers.length ? (
    <ul>
      {answers.map((answer) => (
        <Answer key={answer.path} answer={answer} />
      ))}
    </ul>
  ) : null
}

function Answer({ answer }: { answer: SheetAnswer }) {
  const t = useWords('newsletter')
  const board = useWords('board')
  const { code, locale } = useLanguage()
  const day = (iso: string) => formatDate(iso, locale)
  return (
    <li>
      <a href={`/${code}${answer.path}`}>
        <ProperName>{answer.title}</ProperName>
      </a>
      <span className="sheet-line meta">
        {board(`class.${answer.reasonClass}`)}, {day(answer.day)}.{' '}
        {answer.dueOn ? t('sheet.due', { day: day(answer.dueOn) }) : null}
      </span>
      {answer.detail ? (
        <span className="sheet-line">
          {board(`class_detail.${answer.reasonClass}`)}: <ProperName>{answer.detail}</ProperName>
        </span>
      ) : null}
      <span className="sheet-line">
        {t('sheet.why')} <ProperName>{answer.why}</ProperName>
      </span>
    </li>
  )
}
