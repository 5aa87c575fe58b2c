import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { remembered } from '../../../db/remembered.ts'
import { Extensions } from '../../engagement/pages/publishing/extensions.tsx'
import { partnersOf } from '../../engagement/partner-store.server.ts'
import { extensionsOfEach } from '../../engagement/publishing/extension-store.server.ts'
import { editionPrefixes, isEmbedded, outside, prefixOf } from '../../languages/edition.ts'
import { InOwnLanguage, ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { languages } from '../../languages/words.server.ts'
import { typedIn } from '../../server/form.ts'
import type { Sharing } from '../../server/kept-page.ts'
import { publicPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { consultationOf, draftHere, goTo, sentHere, slugParams } from '../answering/answering.server.ts'
import { beginHere } from '../answering/begin-answer.server.ts'
import { onePageOf } from '../answering/first-step.ts'
import { formVersions } from '../building/working-form-store.server.ts'
import { isListed, resultsPart } from '../consultation-store.server.ts'
import { editionsOffered } from '../editions/translation-store.server.ts'
import { QuestionChanges } from './answering/question-changes.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, opening, path } = await consultationOf(ask)
    const { id, exerciseId, ...shown } = consultation
    const begun = opening === 'open' ? await draftHere(ask, { id, slug: shown.slug }) : undefined
    const { askedBy, editions, extensions } = await remembered(ask.db, `start ${exerciseId}`, async () => ({
      /** Everybody who asks, the one that runs it first. */
      askedBy: (await partnersOf(ask.db, { id: exerciseId, runBy: shown.runById })).map(({ name }) => name),
      editions: await editionsOffered(ask.db, exerciseId),
      extensions: (await extensionsOfEach(ask.db, [exerciseId])).get(exerciseId) ?? [],
    }))
    return {
      ...shown,
      title: shown.title.body,
      heading: shown.title,
      askedBy,
      extensions,
      opening,
      path,
      begun: begun !== undefined,
      carried: begun?.carried ?? null,
      sent: sentHere(ask, shown.slug) !== undefined,
      resultsPart: resultsPart(consultation.template),
      listed: opening === 'closed' && (await isListed(ask.db, exerciseId)),
      changes: shown.template === 'form' ? (await formVersions(ask.db, id)).filter(({ version }) => version > 1) : [],
      otherLanguages: languages().filter((l) => l.code !== ask.lang),
      editions: editions
        .map(prefixOf)
        .filter((prefix) => prefix !== ask.lang)
        .map((prefix) => ({ prefix, name: editionPrefixes[prefix]!.name })),
    }
  })(args)

/** A draft exists from here on, not from reading the page (journey 3.1). */
export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, opening, path } = await consultationOf(ask)
    const { slug } = consultation
    if (opening !== 'open') throw goTo(path, ask.settings, slug)
    const again = (await typedIn(ask.request)).again !== undefined
    throw await beginHere(ask, { consultation, path }, { again })
  })(args)

/** Whether this reader has begun or sent makes three pages of it; nothing else in it is anybody's own. */
const sharing: Sharing<Awaited<ReturnType<typeof loader>>> = (data) => (data.carried ? undefined : data)
export const handle = { quick: { sharing } }

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

export default function Start() {
  const shown = useLoaderData<typeof loader>()
  const { code } = useLanguage()
  const t = useWords('consultations')
  const { path, opening } = shown
  return (
    <ResidentPage
      back={isEmbedded(code) ? undefined : { href: `/${code}/consultations`, text: t('all.title') }}
      title={<InOwnLanguage text={shown.heading} />}
      lede={opening === 'open' ? <InOwnLanguage text={shown.lead} /> : undefined}
    >
      {shown.sent ? (
        <InsetText>
          {t('start.sent_here')} <a href={`${path}/sent/receipt`}>{t('start.sent_here_link')}</a>
        </InsetText>
      ) : null}
      {opening === 'open' ? null : <NotOpen shown={shown} />}
      <WhatIsPromised shown={shown} />
      <Extensions extensions={shown.extensions} />
      <QuestionChanges changes={shown.changes} />
      {opening === 'open' ? <Ways shown={shown} /> : null}
    </ResidentPage>
  )
}

/** Who asks, who decides and when, what can change and what cannot, until when (rules G-1, G-2). */
function WhatIsPromised({ shown }: { shown: Shown }) {
  const { locale } = useLanguage()
  const t = useWords('consultations')
  const verifying = useWords('verifying')
  const partnership = useRouteLoaderData<{ partnership: string }>('root')?.partnership ?? ''
  const who = <ProperName>{shown.decidedBy}</ProperName>
  return (
    <SummaryList
      rows={[
        {
          key: t('start.who_asks'),
          value: (
            <Sentence
              parts={{
                partnership: <ProperName>{partnership}</ProperName>,
                organisation: <ProperName>{shown.askedBy.join(', ')}</ProperName>,
              }}
            >
              {(slots) => t('start.asks', slots)}
            </Sentence>
          ),
        },
        { key: t('start.decision'), value: <InOwnLanguage text={shown.decision} /> },
        {
          key: t('start.who_decides'),
          value: shown.decisionOn ? (
            <Sentence parts={{ who, day: <DateText iso={shown.decisionOn} locale={locale} /> }}>
              {(slots) => t('start.decides_on', slots)}
            </Sentence>
          ) : (
            who
          ),
        },
        { key: t('start.can_change'), value: <InOwnLanguage text={shown.canChange} /> },
        { key: t('start.cannot_change'), value: <InOwnLanguage text={shown.cannotChange} /> },
        shown.opening !== 'closed' && {
          key: verifying('start.key'),
          value: verifying(`start.${shown.confirming}`),
        },
        shown.opening === 'open' &&
          shown.closesOn !== null && {
            key: t('start.closes'),
            value: (
              <Sentence parts={{ day: <DateText iso={shown.closesOn} locale={locale} format="weekday" /> }}>
                {(slots) => t('start.closes_at', slots)}
              </Sentence>
            ),
          },
      ]}
    />
  )
}

/** Why nothing can be sent now, and when there is something to see. */
function NotOpen({ shown }: { shown: Shown }) {
  const { locale } = useLanguage()
  const t = useWords('consultations')
  const sentence = (key: string, day: string | null) =>
    day ? (
      <p>
        <Sentence parts={{ day: <DateText iso={day} locale={locale} /> }}>{(slots) => t(key, slots)}</Sentence>
      </p>
    ) : null
  if (shown.opening === 'not_yet') {
    return (
      <InsetText>
        <h2>{t('start.not_yet_title')}</h2>
        {sentence('start.not_yet_text', shown.opensOn) ?? <p>{t('start.no_date')}</p>}
      </InsetText>
    )
  }
  return (
    <InsetText>
      <h2>{t('start.closed_title')}</h2>
      {sentence('start.closed_text', shown.closesOn)}
      {shown.listed ? (
        <p>
          <a href={`${shown.path}/${shown.resultsPart}`}>{t('start.results_here')}</a>
        </p>
      ) : (
        sentence('start.results_by', shown.resultsBy)
      )}
      {sentence('start.decision_on', shown.decisionOn)}
    </InsetText>
  )
}

/** The one green button, and the quiet other ways. */
function Ways({ shown }: { shown: Shown }) {
  const { code } = useLanguage()
  const t = useWords('consultations')
  return (
    <>
      <p>{t('start.minutes', { count: shown.minutes })}</p>
      <Form method="post" noValidate>
        <Button isStartButton>{shown.begun ? t('start.carry_on') : t('start.button')}</Button>
        {shown.begun ? (
          <p>
            <button className="link-button" type="submit" name="again" value="yes">
              {t('start.clear')}
            </button>
          </p>
        ) : null}
      </Form>
      {isEmbedded(code) ? <OwnWindow slug={shown.slug} /> : <OtherWays shown={shown} />}
    </>
  )
}

/** The same in a window of its own: all other ways to answer are there. */
function OwnWindow({ slug }: { slug: string }) {
  const { code } = useLanguage()
  const t = useWords('ways')
  return (
    <p>
      <a href={`/${prefixOf('youth')}/consultations/${slug}`} {...outside(code)}>
        {t('embed.own_window')}
      </a>
    </p>
  )
}

function OtherWays({ shown }: { shown: Shown }) {
  const { code } = useLanguage()
  const printing = useWords('printing')
  const t = useWords('consultations')
  const ways = useWords('ways')
  return (
    <ul className="plain-list">
      <li>
        <a href={`${shown.path}/${onePageOf(shown)}`}>{t('start.one_page')}</a>
      </li>
      {shown.editions.map(({ prefix, name }) => (
        <li key={prefix}>
          <a href={`/${prefix}/consultations/${shown.slug}`} lang="en" dir="ltr" hrefLang="en">
            {name}
          </a>
        </li>
      ))}
      {shown.otherLanguages.map((other) => (
        <li key={other.code}>
          <a
            href={`/${other.code}/consultations/${shown.slug}`}
            lang={other.code}
            dir={other.direction}
            hrefLang={other.code}
          >
            {other.name}
          </a>
        </li>
      ))}
      <li>
        <a href={`${shown.path}/organisation`}>{ways('organisation.link')}</a>
      </li>
      <li>
        <a href={`/${code}/come-back`}>{ways('come_back.title')}</a>
      </li>
      <li>
        <a href={`${shown.path}/paper.pdf`}>{printing('link')}</a>
      </li>
      <li>
        <a href={`/${code}/help`}>{t('start.other_ways')}</a>
        <span className="meta"> {t('start.other_ways_text')}</span>
      </li>
      <li>
        <a href={`/${code}/privacy`}>{t('start.privacy')}</a>
      </li>
    </ul>
  )
}
