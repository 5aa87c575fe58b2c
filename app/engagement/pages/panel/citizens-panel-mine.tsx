import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { stopPress } from '../../../feedback/one-click.ts'
import { ProperName } from '../../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { typedIn, workNamed } from '../../../server/form.ts'
import { notFound, publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import {
  confirmMember,
  forgetProfile,
  leavePanel,
  ownMembership,
  panelCode,
} from '../../panel/citizens-panel-store.server.ts'

/** What was done just before this page was led to. */
const shownDone = ['joined', 'forgot', 'place', 'language', 'reach'] as const
const params = z.object({ l: z.string(), member: z.string().min(20).max(60) })

/** A member's own page, without signing in: whoever has its link has the address. Looking changes nothing. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async ({ db, params: { member }, words, request, settings }) => {
    const t = words('citizens-panel')
    const own = await ownMembership(db, member)
    const done = new URL(request.url).searchParams.get('done')
    if (!own) {
      const state = done === 'left' ? ('left' as const) : ('gone' as const)
      return { title: t(`${state}.title`), state }
    }
    if (!own.joinedOn) return { title: t('confirm.title'), state: 'confirm' as const }
    const language = languageOf(own.wordingLanguage)
    return {
      title: t('own.title'),
      state: 'own' as const,
      own: { ...own, joinedOn: own.joinedOn, direction: language?.direction ?? 'ltr' },
      language: languageOf(own.language)?.name ?? own.language,
      code: panelCode(settings.SECRET, own.id),
      done: shownDone.find((one) => one === done) ?? null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async ({ db, now, params: { member, l }, request }) => {
    const typed = await typedIn(request)
    const press = stopPress(request, typed)
    if (!press) throw new Response(null, { status: 400 })
    const wish = press === 'one_click' ? 'leave' : typed.wish?.[0]
    const pressed = workNamed(wishes, wish)
    if (!pressed) throw notFound()
    await write(db, (tx) => pressed.work(tx, member, now))
    if (press === 'one_click') return null
    throw redirect(`/${l}/citizens-panel/mine/${encodeURIComponent(member)}?done=${pressed.done}`, 303)
  })(args)

const leave: typeof confirmMember = (tx, id, now) => leavePanel(tx, id, 'left', now)
const wishes = {
  join: { work: confirmMember, done: 'joined' },
  forget: { work: forgetProfile, done: 'forgot' },
  leave: { work: leave, done: 'left' },
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function OwnMembership() {
  const data = useLoaderData<typeof loader>()
  const t = useWords('citizens-panel')
  const { code } = useLanguage()
  if (data.state === 'own') return <Own data={data} />
  return (
    <ResidentPage title={data.title}>
      <p>{t(`${data.state}.text`)}</p>
      {data.state === 'confirm' ? (
        <Form method="post">
          <Button name="wish" value="join">
            {t('confirm.button')}
          </Button>{' '}
          <Button name="wish" value="leave" classes="govuk-button--secondary">
            {t('confirm.no')}
          </Button>
        </Form>
      ) : (
        <p>
          <a href={`/${code}/citizens-panel`}>{t('title')}</a>
        </p>
      )}
    </ResidentPage>
  )
}

function Own({ data: { title, own, language, code, done } }: { data: Extract<Data, { state: 'own' }> }) {
  const t = useWords('citizens-panel')
  const about = useWords('consultations')
  const { locale, code: prefix } = useLanguage()
  const day = (iso: string) => formatDate(iso, locale)
  const wording = (text: string) => (
    <span lang={own.wordingLanguage} dir={own.direction}>
      {text}
    </span>
  )
  const { profile } = own
  const said = profile
    ? ([
        ['age', profile.ageBand],
        ['sex', profile.sex],
        ['ethnic-group', profile.ethnicGroup],
      ] as const)
    : []
  return (
    <ResidentPage title={title} lede={t('own.lede')}>
      {done ? <NotificationBanner type="success" titleText={t('done_title')} text={t(`own.done_${done}`)} /> : null}
      <SummaryList
        rows={[
          { key: t('own.joined'), value: day(own.joinedOn) },
          { key: t('own.address'), value: <bdi className="message-text">{own.address}</bdi> },
          {
            key: t('own.district'),
            value: <ProperName>{[own.district, own.ward, own.division].filter(Boolean).join(', ')}</ProperName>,
          },
          { key: t('own.language'), value: <bdi>{language}</bdi> },
          { key: t('own.code'), value: <bdi dir="ltr">{code}</bdi> },
          { key: t('own.agreed', { day: day(own.consentOn) }), value: wording(own.wording) },
        ]}
      />
      <p>
        <a href={`/${prefix}/citizens-panel/mine/${own.id}/change`}>{t('own.change')}</a>
      </p>
      <h2 id="about">{t('own.about')}</h2>
      {profile ? (
        <>
          <SummaryList
            rows={[
              ...said.flatMap(([key, value]) =>
                value ? [{ key: about(`equality.${key}.title`), value: about(`equality.${key}.${value}`) }] : [],
              ),
              { key: t('own.agreed', { day: day(profile.consentOn) }), value: wording(profile.wording) },
            ]}
          />
          <Form method="post">
            <Button name="wish" value="forget" classes="govuk-button--secondary">
              {t('own.forget')}
            </Button>
          </Form>
        </>
      ) : (
        <p>{t('own.nothing')}</p>
      )}
      <h2 id="invitations">{t('own.invitations')}</h2>
      {own.invitations.length ? (
        <ul>
          {own.invitations.map(({ name, title: about, invitedOn }) => (
            <li key={name}>
              {day(invitedOn)}: <ProperName>{about ?? name}</ProperName>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t('own.no_invitations')}</p>
      )}
      <h2 id="leave">{t('own.leave')}</h2>
      <p>{t('own.leave_text')}</p>
      <Form method="post">
        <Button name="wish" value="leave" classes="govuk-button--warning">
          {t('own.leave_button')}
        </Button>
      </Form>
    </ResidentPage>
  )
}
