import { answeredAs } from '../../board/position.ts'
import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { formatDate } from '../../ui/dates.ts'
import { formatNumber } from '../../ui/numbers.ts'
import type { SeatSaid, Sheet, SheetAnswer } from '../newsletter.ts'

/** What stands on an area's sheet alone: what the people of a ward said, and what was decided as a councillor tells it. */
export function SheetParts({ area, sheet: { seat, answers } }: { area: string; sheet: Sheet }) {
  const t = useWords('newsletter')
  const { code } = useLanguage()
  const decided = answeredAs.filter((as) => answers[as].items.length)
  return (
    <>
      {seat ? (
        <section>
          <h2>
            <Sentence parts={{ area: <ProperName>{area}</ProperName> }}>{(slots) => t('sheet.said', slots)}</Sentence>
          </h2>
          {seat.said.length ? null : <p>{t('sheet.no_results')}</p>}
          {seat.said.map((said) => (
            <Said key={said.path} said={said} district={seat.district} />
          ))}
        </section>
      ) : null}
      <section>
        <h2>{t('part.decided')}</h2>
        {decided.length ? null : <p>{t('sheet.undecided')}</p>}
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

function Said({ said, district }: { said: SeatSaid; district: string }) {
  const t = useWords('newsletter')
  const { code, locale } = useLanguage()
  const number = (people: number) => formatNumber(people, locale)
  const inDistrict = { district: <ProperName>{district}</ProperName> }
  const { people, options, known } = said
  const isList = said.district !== null || options !== null
  return (
    <>
      <h3>
        <a href={`/${code}${said.path}`}>
          <ProperName>{said.title}</ProperName>
        </a>
      </h3>
      {people === null ? null : <p>{t('sheet.people', { count: people, people: number(people) })}</p>}
      {options?.length ? (
        <ol>
          {options.map(({ name, people: of }) => (
            <li key={name}>
              <ProperName>{name}</ProperName>{' '}
              <span className="meta">{t('sheet.of_them', { count: of, people: number(of) })}</span>
            </li>
          ))}
        </ol>
      ) : isList || people === null ? (
        <>
          <p>{t('sheet.not_told')}</p>
          {said.district ? (
            <>
              <p>
                <Sentence parts={{ ...inDistrict, people: number(said.district.people) }}>
                  {(slots) => t('sheet.instead', { ...slots, count: said.district!.people })}
                </Sentence>
              </p>
              <ol>
                {said.district.options.map((name) => (
                  <li key={name}>
                    <ProperName>{name}</ProperName>
                  </li>
                ))}
              </ol>
            </>
          ) : null}
        </>
      ) : null}
      <p className="meta">
        {known?.people && known.known ? (
          <Sentence parts={{ ...inDistrict, known: number(known.known), people: number(known.people) }}>
            {(slots) => t('sheet.known', slots)}
          </Sentence>
        ) : (
          <Sentence parts={inDistrict}>{(slots) => t('sheet.hardly_known', slots)}</Sentence>
        )}
      </p>
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
