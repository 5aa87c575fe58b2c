import type { ListFacts } from '../../board/list-facts-store.server.ts'
import { InOwnLanguage, LateWords, ProperName } from '../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { formatNumber, formatPerMille } from '../../ui/numbers.ts'
import type { Changed, JurySaid } from '../changed-store.server.ts'

/** What people said, in a few lines: the first bands of a list, a form's results, a jury's statements by how they came out. */
export function YouSaid({
  slug,
  list,
  jury,
  form,
}: {
  slug: string
  list: ListFacts | null
  jury: JurySaid | null
  form: Changed['form']
}) {
  const t = useWords('feedback')
  const { code, locale } = useLanguage()
  const letters = [...new Set(list?.options.map((o) => o.band))].slice(0, 2)
  const recommended = jury?.statements.filter((s) => s.outcome === 'recommendation') ?? []
  const others = jury ? jury.statements.length - recommended.length : 0
  return (
    <>
      {list ? (
        <>
          <p>{t('said.list', { count: list.base, people: formatNumber(list.base, locale) })}</p>
          {letters.map((letter, i) => {
            const band = list.options.filter((o) => o.band === letter)
            return (
              <div key={letter}>
                <p>{t(i === 0 ? 'said.first' : 'said.next', { count: band.length, letter })}</p>
                <ul>
                  {[...band]
                    .sort((a, b) => (a.reworded ?? a.title).body.localeCompare((b.reworded ?? b.title).body))
                    .map((o) => (
                      <li key={o.id}>
                        {o.reworded ? <LateWords text={o.reworded} /> : <InOwnLanguage text={o.title} />}{' '}
                        {t('said.share', { share: formatPerMille(o.sharePerMille, locale) })}
                      </li>
                    ))}
                </ul>
              </div>
            )
          })}
          <p>
            <a href={`/${code}/consultations/${list.exerciseSlug}/list`}>{t('said.to_list')}</a>
          </p>
        </>
      ) : null}
      {form ? (
        <>
          <p>{t('said.list', { count: form.people, people: formatNumber(form.people, locale) })}</p>
          <p>
            <a href={`/${code}/consultations/${slug}/results`}>{t('said.to_results')}</a>
          </p>
        </>
      ) : null}
      {jury ? (
        <>
          <p>{jury.voted ? t('said.jury', { count: recommended.length, voted: jury.voted }) : t('said.no_votes')}</p>
          {recommended.length ? (
            <ol>
              {recommended.map((s) => (
                <li key={s.number} value={s.number}>
                  <ProperName>{s.body}</ProperName>{' '}
                  <span className="meta">{t('said.of', { n: s.consent, of: jury.voted })}</span>
                </li>
              ))}
            </ol>
          ) : null}
          {others ? <p>{t('said.others', { count: others })}</p> : null}
          <p>
            <a href={`/${code}/juries/${jury.slug}/report`}>{t('said.to_report')}</a>
          </p>
        </>
      ) : null}
    </>
  )
}
