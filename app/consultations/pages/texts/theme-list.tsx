import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { formatNumber, formatPerMille } from '../../../ui/numbers.ts'
import type { ThemeReport } from '../../texts/themes.ts'

/** Themes in words: how many people, what is meant, what a smaller number said, and words that may be quoted. */
export function ThemeList({
  report: { themes, people, leastPeople },
  level = 3,
}: {
  report: ThemeReport
  level?: 2 | 3
}) {
  const t = useWords('themes')
  const { locale } = useLanguage()
  const Heading = `h${level}` as const
  return (
    <ol className="read plain-list">
      {themes.map((theme) => (
        <li key={theme.key}>
          <Heading>
            <ProperName>{theme.name}</ProperName>
          </Heading>
          <p>
            {theme.people === null
              ? t('page.few', { least: leastPeople })
              : t('page.people', {
                  count: theme.people,
                  people: formatNumber(theme.people, locale),
                  share: formatPerMille(Math.round((1000 * theme.people) / people), locale),
                })}
          </p>
          <p>
            <ProperName>{theme.definition}</ProperName>
          </p>
          <p>
            <Sentence parts={{ text: <ProperName>{theme.smaller}</ProperName> }}>
              {(slots) => t('page.smaller', slots)}
            </Sentence>
          </p>
          {theme.quotes.map(({ text, language }, i) => (
            <blockquote key={i} className="quotation" lang={language} dir="auto">
              {text}
            </blockquote>
          ))}
        </li>
      ))}
    </ol>
  )
}
