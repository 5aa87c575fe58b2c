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
            <ul>
              {answers[as].items.map((answer) => (
                <Answer key={answer.path} answer={answer} />
              ))}
            </ul>
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

function Answer({ answer }: { answer: SheetAnswer }) {
  const t = useWords('newsletter')
  const board = useWords('board')
  const { code, locale } = useLanguage()
  const day = (iso: string) => formatDate(iso, locale)
  return (
    <li>
      <a href={`/${code}${answer.path}`}>
        <ProperName>{answer.title}</ProperName>
      </a>{' '}
      <span className="meta">
        {answer.whole ? <>{t('sheet.whole')} </> : null}
        {board(`class.${answer.reasonClass}`)}, {day(answer.day)}.
      </span>{' '}
      {answer.detail ? (
        <>
          {board(`class_detail.${answer.reasonClass}`)}: <ProperName>{answer.detail}</ProperName>{' '}
        </>
      ) : null}
      {answer.dueOn ? <>{t('sheet.due', { day: day(answer.dueOn) })} </> : null}
      {t('sheet.why')} <ProperName>{answer.why}</ProperName>
    </li>
  )
}
