import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { isolated } from '../../../languages/isolated.ts'
import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { type Refused, refused, shown, typedIn } from '../../../server/form.ts'
import { publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { juryParams } from '../../jury-access.server.ts'
import { begunHere, leadTo, openedBy, registeredHere, registeringFor } from '../../registration/registering.server.ts'
import { firstOpen } from '../../registration/registration.ts'
import { beginRegistration, dropRegistration } from '../../registration/registration-draft-store.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: juryParams }, async (ask) => {
    const { jury, recruitment, mailing, registering, path, asked } = await registeringFor(ask)
    const begun = await begunHere(ask, jury)
    const { commission } = jury
    return {
      title: ask.words('registration')('start.page_title', {
        jury: isolated(jury.publicName, languageOf(ask.lang)!),
      }),
      publicName: jury.publicName,
      question: commission.question,
      promiseWho: commission.promiseWho,
      seats: commission.seats,
      slug: jury.slug,
      registering,
      opensOn: recruitment.opensOn,
      closesOn: recruitment.closesOn,
      dates: recruitment.dates,
      leastAge: recruitment.leastAge,
      onePerHousehold: recruitment.onePerHousehold,
      honorarium: recruitment.honorarium,
      supportNote: recruitment.supportNote,
      venue: mailing.venue,
      phone: mailing.phone,
      goOn: begun ? `${path}/${firstOpen(begun.draft.answers, asked)}` : null,
      lost: !begun && new URL(ask.request.url).searchParams.has('lost'),
      sent: registeredHere(ask, jury.slug) ? `${path}/done` : null,
    }
  })(args)

/** A code opens a registration; it is not used up, because everybody at the address may register with it. */
export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: juryParams }, async (ask) => {
    const { jury, recruitment, registering, path } = await registeringFor(ask)
    const t = ask.words('registration')
    const typed = await typedIn(ask.request)
    const code = typed.code?.[0] ?? ''
    const wrong = (key: string) => refused([{ field: 'code', message: t(`errors.${key}`) }], { code: [code] })
    if (!code.trim()) return wrong('code_missing')
    const opened = await openedBy(ask, jury, recruitment, code)
    if (!opened) return wrong('code_unknown')
    if (registering !== 'open' && !opened.test) return wrong(`code_${registering}`)
    const begun = await begunHere(ask, jury)
    const token = await write(ask.db, async (tx) => {
      if (begun) await dropRegistration(tx, begun.token)
      return beginRegistration(tx, jury.id, { ...opened, by: null }, ask.now)
    })
    throw leadTo(`${path}/age`, ask.settings, jury.slug, { draft: token })
  })(args)

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

export default function RegisterStart() {
  const page = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const { code } = useLanguage()
  const t = useWords('registration')
  return (
    <ResidentPage
      back={{ href: `/${code}/juries/${page.slug}`, text: t('start.about_jury') }}
      title={t('start.title')}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      lede={t('start.lede', { seats: page.seats })}
    >
      {page.sent ? (
        <InsetText>
          {t('start.sent_here')} <a href={page.sent}>{t('start.sent_here_link')}</a>
        </InsetText>
      ) : page.lost ? (
        <InsetText>{t('start.lost')}</InsetText>
      ) : null}
      {page.registering === 'open' ? null : <NotOpen page={page} />}
      <WhatIsOffered page={page} />
      <CodeForm page={page} back={back} />
    </ResidentPage>
  )
}

function NotOpen({ page }: { page: Shown }) {
  const { locale } = useLanguage()
  const t = useWords('registration')
  const day = page.registering === 'closed' ? page.closesOn : page.opensOn
  const key = page.registering === 'closed' ? 'closed' : day ? 'not_yet' : 'no_date'
  return (
    <InsetText>
      <h2>{t(`start.${page.registering === 'closed' ? 'closed' : 'not_yet'}_title`)}</h2>
      <p>
        <Sentence parts={{ day: day ? <DateText iso={day} locale={locale} format="weekday" /> : '' }}>
          {(slots) => t(`start.${key}_text`, slots)}
        </Sentence>
      </p>
    </InsetText>
  )
}

/** What it is about, when and where, and what people get: before a single question is asked. */
function WhatIsOffered({ page }: { page: Shown }) {
  const { locale } = useLanguage()
  const t = useWords('registration')
  const partnership = useRouteLoaderData<{ partnership: string }>('root')?.partnership ?? ''
  const own = (text: string) => <ProperName>{text}</ProperName>
  return (
    <SummaryList
      rows={[
        { key: t('start.question'), value: own(page.question) },
        {
          key: t('start.who'),
          value: (
            <Sentence parts={{ partnership: own(partnership), who: own(page.promiseWho) }}>
              {(slots) => t('start.who_text', slots)}
            </Sentence>
          ),
        },
        {
          key: t('start.days', { count: page.dates.length }),
          value: (
            <ul className="plain-list">
              {page.dates.map((day) => (
                <li key={day}>
                  <DateText iso={day} locale={locale} format="weekday" />
                </li>
              ))}
            </ul>
          ),
        },
        page.venue !== '' && { key: t('start.where'), value: own(page.venue) },
        page.honorarium !== '' && {
          key: t('start.get'),
          value: (
            <>
              <p>{own(page.honorarium)}</p>
              {page.supportNote ? <p>{own(page.supportNote)}</p> : null}
              <p>{t('start.benefits')}</p>
            </>
          ),
        },
        {
          key: t('start.who_can'),
          value: (
            <>
              <p>{t('start.who_can_text', { age: page.leastAge })}</p>
              {page.onePerHousehold ? <p>{t('start.household')}</p> : null}
            </>
          ),
        },
        page.registering === 'open' &&
          page.closesOn !== null && {
            key: t('start.closes'),
            value: (
              <Sentence parts={{ day: <DateText iso={page.closesOn} locale={locale} format="weekday" /> }}>
                {(slots) => t('start.closes_text', slots)}
              </Sentence>
            ),
          },
      ]}
    />
  )
}

/** The code of the letter. Before opening and after closing only the code of a test letter leads on. */
function CodeForm({ page, back }: { page: Shown; back?: Refused }) {
  const { code } = useLanguage()
  const t = useWords('registration')
  return (
    <>
      {page.goOn ? (
        <p>
          <a href={page.goOn}>{t('start.go_on')}</a>
        </p>
      ) : null}
      <Form method="post" noValidate>
        <Input
          name="code"
          label={{ text: t('start.code'), classes: 'govuk-label--m' }}
          hint={{ text: t('start.code_hint') }}
          classes="govuk-input--width-10 code-input"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          value={shown(back, 'code')}
          error={fieldErrors(back?.errors, t('error_prefix'))('code')}
          attributes={{ dir: 'ltr' }}
        />
        <Button isStartButton>{t('start.button')}</Button>
      </Form>
      <p className="meta">{t('start.minutes')}</p>
      <p>
        {page.phone ? (
          <Sentence parts={{ phone: <bdi>{page.phone}</bdi>, relay: <bdi>{`18001 ${page.phone}`}</bdi> }}>
            {(slots) => t('start.by_phone', slots)}
          </Sentence>
        ) : null}
      </p>
      <p>
        <a href={`/${code}/privacy`}>{t('start.privacy')}</a>
      </p>
    </>
  )
}
