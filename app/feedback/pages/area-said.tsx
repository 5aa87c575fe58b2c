import { Fragment, type ReactNode } from 'react'
import type { Label } from '../../consultations/results/result.ts'
import { isolatedIn } from '../../languages/isolated.ts'
import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { formatNumber } from '../../ui/numbers.ts'
import type { AreaSaid, PeopleSaid, SaidQuestion } from '../newsletter.ts'

/** What the people of an area said in one exercise; `district` is the one a ward lies in. */
export function AreaSaidPart({ said, area, district }: { said: AreaSaid; area: string; district: string | null }) {
  const t = useWords('newsletter')
  const { code, locale } = useLanguage()
  const number = (people: number) => formatNumber(people, locale)
  const { people, rounded, instead, known, path } = said
  const answered = district ? 'sheet.people' : rounded ? 'sheet.about_answered' : 'first_people'
  return (
    <>
      <h3>
        <a href={`/${code}${path}`}>
          <ProperName>{said.title}</ProperName>
        </a>
      </h3>
      {people === null ? null : <p>{t(answered, { count: people, people: number(people) })}</p>}
      {said.list?.length && !district ? (
        <h4>
          <Sentence parts={{ area: <ProperName>{area}</ProperName> }}>{(slots) => t('part.first', slots)}</Sentence>
        </h4>
      ) : null}
      <Told said={said} path={path} />
      {instead || (district && people === null) ? <p>{t('sheet.not_told')}</p> : null}
      {instead && district ? (
        <>
          {instead.people === null ? null : (
            <p>
              <Sentence parts={{ district: <ProperName>{district}</ProperName>, people: number(instead.people) }}>
                {(slots) =>
                  t(instead.questions ? 'sheet.instead_form' : 'sheet.instead', { ...slots, count: instead.people! })
                }
              </Sentence>
            </p>
          )}
          <Told said={instead} path={path} />
        </>
      ) : null}
      {said.questions || instead?.questions ? <p className="meta">{t('sheet.few')}</p> : null}
      {district ? <Known known={known} district={district} /> : null}
    </>
  )
}

/** How many answers of the district are known to be of any ward. */
function Known({ known, district }: { known: AreaSaid['known']; district: string }) {
  const t = useWords('newsletter')
  const { locale } = useLanguage()
  const parts = { district: <ProperName>{district}</ProperName> }
  const number = (people: number) => formatNumber(people, locale)
  return (
    <p className="meta">
      {known?.people && known.known ? (
        <Sentence parts={{ ...parts, known: number(known.known), people: number(known.people) }}>
          {(slots) => t('sheet.known', slots)}
        </Sentence>
      ) : (
        <Sentence parts={parts}>{(slots) => t('sheet.hardly_known', slots)}</Sentence>
      )}
    </p>
  )
}

function Told({ said: { list, questions }, path }: { said: PeopleSaid; path: string }) {
  const t = useWords('newsletter')
  const { code, locale } = useLanguage()
  return (
    <>
      {list?.length ? (
        <ol>
          {list.map(({ name, people }) => (
            <li key={name}>
              <ProperName>{name}</ProperName>
              {people === null ? null : (
                <span className="meta">
                  {' '}
                  {t('sheet.of_them', { count: people, people: formatNumber(people, locale) })}
                </span>
              )}
            </li>
          ))}
        </ol>
      ) : null}
      {questions?.items.map((question) => (
        <Question key={question.title} question={question} />
      ))}
      {questions?.more ? (
        <p>
          <a href={`/${code}${path}`}>{t('more', { count: questions.more })}</a>
        </p>
      ) : null}
    </>
  )
}

function Question({ question: { title, kind, people, unit, scale, lines, more } }: { question: SaidQuestion }) {
  const t = useWords('newsletter')
  const { locale } = useLanguage()
  const parts: Record<string, ReactNode> = {
    people: formatNumber(people, locale),
    ...(unit && { unit: <ProperName>{unit}</ProperName> }),
    ...(scale && { low: <ProperName>{scale.low}</ProperName>, high: <ProperName>{scale.high}</ProperName> }),
  }
  const ends = scale ? { from: scale.from, to: scale.to } : {}
  return (
    <div className="sheet-question">
      <h4>
        <ProperName>{title}</ProperName>
      </h4>
      <p className="meta">
        <Sentence parts={parts}>
          {(slots) => t(`sheet.lead.${kind === 'number' && !unit ? 'number_alone' : kind}`, { ...slots, ...ends })}
        </Sentence>
      </p>
      <ul className={lines.some(({ label }) => label) ? undefined : 'sheet-run'}>
        {lines.map(({ label, said }, i) =>
          label ? (
            <li key={i}>
              <Named label={label} />
              <span className="sheet-line">
                {said.map((one, at) => (
                  <Fragment key={at}>
                    {at ? '; ' : null}
                    <Named label={one.label} /> <About people={one.people} />
                  </Fragment>
                ))}
              </span>
            </li>
          ) : (
            said.map((one, at) => (
              <li key={at}>
                <Named label={one.label} /> <About people={one.people} />
              </li>
            ))
          ),
        )}
      </ul>
      {more ? <p className="meta">{t('more', { count: more })}</p> : null}
    </div>
  )
}

function About({ people }: { people: number }) {
  const t = useWords('newsletter')
  const { locale } = useLanguage()
  return <span className="meta">{t('sheet.about', { people: formatNumber(people, locale) })}</span>
}

/** What people could say, in the reader's language where the form has it. */
function Named({ label }: { label: Label }) {
  const results = useWords('results')
  const { locale } = useLanguage()
  if ('text' in label) return <ProperName>{label.text}</ProperName>
  if ('name' in label) return <ProperName>{label.name}</ProperName>
  return (
    <>{'plain' in label ? isolatedIn(label.plain, locale) : results(`labels.${label.words}`, label.values ?? {})}</>
  )
}
