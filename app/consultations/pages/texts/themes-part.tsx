import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { listed } from '../../../priorities/pages/reading.ts'
import { formatNumber } from '../../../ui/numbers.ts'
import type { themesInShort } from '../../texts/theme-store.server.ts'

/** What people wrote, in a sentence beside the figures, once it is published. */
export function ThemesPart({ themes, base }: { themes: Awaited<ReturnType<typeof themesInShort>>; base: string }) {
  const t = useWords('themes')
  const { locale } = useLanguage()
  if (!themes) return null
  const { people, names } = themes
  const finding = { count: people, people: formatNumber(people, locale), names: listed(names, locale) }
  return (
    <>
      <h2 id="themes">{t('title')}</h2>
      <p className="read">
        {names.length ? `${t('part', finding)} ` : null}
        <a href={`${base}/themes`}>{t('link')}</a>
      </p>
    </>
  )
}
