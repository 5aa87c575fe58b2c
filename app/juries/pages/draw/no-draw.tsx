import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { DateText } from '../../../ui/date-text.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { PaperPage } from '../../../ui/page-kinds.tsx'
import type { NoDraw } from '../../draw/no-draw-view.server.ts'

/** A draw that has not been made: that it has not, when it is expected, what will be published and how it is checked. */
export function NoDrawPage({ shown }: { shown: NoDraw }) {
  const t = useWords('drawing')
  const { code } = useLanguage()
  return (
    <PaperPage
      title={
        <Sentence parts={{ title: <ProperName>{shown.publicName}</ProperName> }}>
          {(slots) => t(`none.${shown.heading}`, slots)}
        </Sentence>
      }
      version={t('none.version')}
      lede={t(shown.awaited ? 'none.lede' : shown.practice ? 'none.lede_practice' : 'none.lede_none')}
      back={{ href: `/${code}/juries/${shown.slug}`, text: <ProperName>{shown.publicName}</ProperName> }}
    >
      {shown.demo && shown.awaited ? <InsetText classes="inset-caution">{t('public.practice')}</InsetText> : null}
      {shown.awaited ? (
        <>
          <When shown={shown} />
          <Published shown={shown} />
          <section aria-labelledby="check">
            <h2 id="check">{t('public.check')}</h2>
            <ul>
              <li>{t('none.check_own')}</li>
              <li>{t('none.check_all')}</li>
              <li>
                {t('none.check_ledger')} <a href={`/${code}/check`}>{t('public.ledger')}</a>
              </li>
            </ul>
          </section>
        </>
      ) : null}
    </PaperPage>
  )
}

function When({ shown: { closesOn, registering, firstOn, noticeHours } }: { shown: NoDraw }) {
  const t = useWords('drawing')
  const { locale } = useLanguage()
  const on = (words: string, iso: string) => (
    <p className="read">
      <Sentence parts={{ day: <DateText iso={iso} locale={locale} format="weekday" /> }}>
        {(slots) => t(words, slots)}
      </Sentence>
    </p>
  )
  return (
    <section aria-labelledby="when">
      <h2 id="when">{t('none.when')}</h2>
      {closesOn ? on(registering === 'closed' ? 'none.closed' : 'none.closes', closesOn) : null}
      {firstOn ? on('none.before', firstOn) : null}
      {closesOn || firstOn ? null : <p className="read">{t('none.unknown')}</p>}
      <p className="read">{noticeHours > 0 ? t('none.notice', { count: noticeHours }) : t('none.notice_first')}</p>
    </section>
  )
}

function Published({ shown: { panels } }: { shown: NoDraw }) {
  const t = useWords('drawing')
  return (
    <section aria-labelledby="published">
      <h2 id="published">{t('none.published')}</h2>
      <p className="read">{t('none.first')}</p>
      <ul>
        <li>{t('none.pool')}</li>
        <li>{t('none.panels', { panels })}</li>
        <li>{t('none.chances')}</li>
        <li>{t('none.decides')}</li>
      </ul>
      <p className="read">{t('none.then')}</p>
    </section>
  )
}
