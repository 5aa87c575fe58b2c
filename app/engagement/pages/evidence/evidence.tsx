import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Fragment } from 'react'
import { z } from 'zod'
import { saidIn } from '../../../consultations/answering/said-store.server.ts'
import { editionWords } from '../../../consultations/editions/edition-words-store.server.ts'
import { ProperName, useNamedOption } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { Input } from '../../../ui/input.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { PaperPage } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Select } from '../../../ui/select.tsx'
import { evidenceKinds, evidenceQuery } from '../../evidence/evidence.ts'
import { findEvidence } from '../../evidence/evidence-library-store.server.ts'
import { londonDay } from '../../london-day.ts'
import { groupCodes } from '../../register/register-entry.ts'
import { registerNames } from '../../register/register-view.server.ts'

/** A page of the library is no longer than can be looked through. */
const most = 30

/** What people have told somebody already: searched by words, theme, area, group and kind (need 62). */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async ({ db, now, words, request, lang }) => {
    const today = londonDay(now)
    const query = evidenceQuery(new URL(request.url).searchParams)
    const found = await findEvidence(db, query, today, query.words ? await editionWords(db, lang) : undefined)
    const names = await registerNames(db, today)
    const nameOf = (all: { id: string; name: string }[], ids: readonly string[]) =>
      all.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
    const themes = names.themes.map(({ id, title }) => ({ id, name: title }))
    return {
      title: words('planning')('evidence.title'),
      said: await saidIn(db, lang),
      today,
      query,
      isEmpty: found.length === 0 && Object.values(query).every((value) => value === ''),
      count: found.length,
      items: found.slice(0, most).map((item) => ({
        ...item,
        areas: nameOf(names.places, item.areaIds),
        themes: nameOf(themes, item.themeIds),
      })),
      themes,
      places: names.places.map(({ id, name }) => ({ id, name })),
    }
  })(args)

export default function Evidence() {
  const { title, today, query, isEmpty, count, items, themes, places } = useLoaderData<typeof loader>()
  const t = useWords('planning')
  const { locale, code } = useLanguage()
  const option = useNamedOption()
  const choice = (all: { id: string; name: string }[]) => all.map(({ id, name }) => option(id, name))
  return (
    <PaperPage
      title={title}
      version={t('evidence.version', { day: formatDate(today, locale) })}
      lede={isEmpty ? t('evidence.empty') : t('evidence.found', { count })}
      back={{ href: `/${code}/register`, text: t('register.title') }}
    >
      {isEmpty ? null : (
        <search>
          <form method="get" action={`/${code}/evidence`}>
            <Input
              name="words"
              label={{ text: t('evidence.words') }}
              hint={{ text: t('evidence.words_hint') }}
              value={query.words}
            />
            <div className="filter-fields">
              <Select
                name="theme"
                label={{ text: t('filter.theme') }}
                items={[{ value: '', text: t('filter.any_theme') }, ...choice(themes)]}
                value={query.theme}
              />
              <Select
                name="area"
                label={{ text: t('filter.area') }}
                items={[{ value: '', text: t('filter.any_area') }, ...choice(places)]}
                value={query.area}
              />
              <Select
                name="group"
                label={{ text: t('filter.group') }}
                items={[
                  { value: '', text: t('filter.any_group') },
                  ...groupCodes.map((value) => ({ value, text: t(`groups.${value}`) })),
                ]}
                value={query.group}
              />
              <Select
                name="kind"
                label={{ text: t('evidence.kind') }}
                items={[
                  { value: '', text: t('evidence.any_kind') },
                  ...evidenceKinds.map((value) => ({ value, text: t(`evidence.kinds.${value}`) })),
                ]}
                value={query.kind}
              />
            </div>
            <Button classes="govuk-button--secondary">{t('evidence.button')}</Button>
          </form>
        </search>
      )}
      {items.length < count ? <p>{t('evidence.first', { most: items.length })}</p> : null}
      {items.length || isEmpty ? null : <EmptyState>{t('evidence.none')}</EmptyState>}
      {items.map((item) => (
        <section key={item.id} aria-labelledby={item.id}>
          <h2 id={item.id}>
            <ProperName>{item.title}</ProperName>
          </h2>
          <p className="meta">
            {t(`evidence.kinds.${item.kind}`)} · <ProperName>{item.by}</ProperName> ·{' '}
            {formatDate(item.onDate, locale, 'month')}
            {[...item.areas, ...item.themes].map((name) => (
              <Fragment key={name}>
                {' · '}
                <ProperName>{name}</ProperName>
              </Fragment>
            ))}
          </p>
          <p className="read">
            <ProperName>{item.summary}</ProperName>
          </p>
          {item.answers === null ? null : (
            <p className="read">
              {t('evidence.answers', { count: item.answers, people: formatNumber(item.answers, locale) })}{' '}
              <ProperName>{item.profileNote}</ProperName>
            </p>
          )}
          {item.whatChanged ? (
            <p className="read">
              <Sentence parts={{ text: <ProperName>{item.whatChanged}</ProperName> }}>
                {(slots) => t('evidence.changed', slots)}
              </Sentence>
            </p>
          ) : null}
          {item.results ? (
            <p>
              <a href={`/${code}/${item.results}`}>
                {t('next.results')}{' '}
                <span className="govuk-visually-hidden">
                  <ProperName>{item.title}</ProperName>
                </span>
              </a>
            </p>
          ) : null}
          {item.reference.startsWith('https://') ? (
            <p>
              <a href={item.reference}>
                {t('evidence.source')}{' '}
                <span className="govuk-visually-hidden">
                  <ProperName>{item.title}</ProperName>
                </span>
              </a>
            </p>
          ) : item.reference ? (
            <p className="meta">
              <Sentence parts={{ where: <ProperName>{item.reference}</ProperName> }}>
                {(slots) => t('evidence.kept', slots)}
              </Sentence>
            </p>
          ) : null}
        </section>
      ))}
    </PaperPage>
  )
}
