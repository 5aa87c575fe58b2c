import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { formatNumber } from '../../../ui/numbers.ts'
import type { themesInShort } from '../../texts/theme-store.server.ts'

/** What people wrote, in a sentence beside the figures, once it is published. */
export function ThemesPart({ themes, base }: { themes: Awaited<ReturnType<typeof themesInShort>>; base: string }) {
  const t = useWords('themes')
  const { locale } = useLanguage()
  if (!themes) return null
  const { people, names } = themes
  const joined = new Intl.ListFormat(locale).formatToParts(names)
  return (
    <>
      <h2 id="themes">{t('title')}</h2>
      <p className="read">
        {names.length ? (
          <>
            <Sentence
              parts={{
                names: joined.map(({ type, value }, i) =>
                  type === 'element' ? <ProperName key={i}>{value}</ProperName> : value,
                ),
              }}
            >
              {(slots) => t('part', { count: people, people: formatNumber(people, locale), ...slots })}
            </Sentence>{' '}
          </>
        ) : null}
        <a href={`${base}/themes`}>{t('link')}</a>
      </p>
    </>
  )
}
