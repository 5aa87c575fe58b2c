import type { ReactNode } from 'react'
import { ProperName } from '../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { formatDate } from '../../ui/dates.ts'
import { isEmpty, type Newsletter, type NewsPart, partsOf } from '../newsletter.ts'

/** Where all of a part is read, of which an issue has the first few. */
const whole: Record<NewsPart, string> = {
  open: '/register',
  changed: '/register?state=closed',
  decided: '/board#decisions',
  results: '/register?state=closed',
  late: '/board#overdue',
  coming: '/register',
}

/** An issue or an area's sheet: short enough for one sheet of paper. */
export function News({ news, children }: { news: Newsletter; children?: ReactNode }) {
  const t = useWords('newsletter')
  const { code, locale } = useLanguage()
  if (isEmpty(news)) return <p>{t('nothing')}</p>
  return (
    <div className="news">
      {children}
      {partsOf(news).map((name) => {
        const { items, more } = news.parts[name]
        return items.length ? (
          <section key={name}>
            <h2>{t(`part.${name}`)}</h2>
            <ul>
              {items.map((item) => (
                <li key={item.key + item.path}>
                  <a href={`/${code}${item.path}`}>
                    <ProperName>{item.title}</ProperName>
                  </a>{' '}
                  <span className="meta">
                    {t(`line.${item.key}`, { day: item.day ? formatDate(item.day, locale) : '' })}
                  </span>{' '}
                  {item.said ? <ProperName>{item.said}</ProperName> : null}
                </li>
              ))}
            </ul>
            {more ? (
              <p>
                <a href={`/${code}${whole[name]}`}>{t('more', { count: more })}</a>
              </p>
            ) : null}
          </section>
        ) : null
      })}
    </div>
  )
}
