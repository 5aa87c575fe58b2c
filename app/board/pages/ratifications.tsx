import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { type Refused, refused, typedIn } from '../../server/form.ts'
import { noParams, notFound, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Radios } from '../../ui/radios.tsx'
import { Table } from '../../ui/table.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { ratificationAnswers, ratificationOverdueSince } from '../ratification.ts'
import { answerRatification, ratificationsOf } from '../ratification-store.server.ts'
import { OverdueSince, StanceTag } from './words-of.tsx'

const shape = z.object({ id: z.string(), answer: z.string().default(''), reason: z.string().max(2000).default('') })

/** What one partner is asked to act on. Its member answers for this organisation and for no other (rule B-3). */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'partner.ratify' }, async ({ db, now, actor, request, words }) => {
    if (!actor.organisationId) throw notFound()
    const today = londonDay(now)
    const organisation = await db
      .selectFrom('organisation')
      .select('name')
      .where('id', '=', actor.organisationId)
      .executeTakeFirstOrThrow()
    const rows = await ratificationsOf(db, actor.organisationId)
    return {
      title: words('board-desk')('ratify.title'),
      done: new URL(request.url).searchParams.has('done'),
      organisation: organisation.name,
      rows: rows.map((r) => ({ ...r, overdueSince: ratificationOverdueSince(r, today) })),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'partner.ratify' }, async ({ db, now, request, actor, words }) => {
    const t = words('board-desk')
    const typed = await typedIn(request)
    const { organisationId } = actor
    const id = typed.id?.[0] ?? ''
    const form = shape.safeParse({ id, answer: typed[`answer-${id}`]?.[0], reason: typed[`reason-${id}`]?.[0]?.trim() })
    if (!organisationId || !form.success) throw notFound()
    const errors = await write(db, (tx) =>
      answerRatification(tx, { ...form.data, organisationId, personId: actor.personId, on: londonDay(now), now }),
    )
    if (!errors) throw notFound()
    if (errors.length)
      return refused(
        errors.map((e) => ({ field: `${e.field}-${id}`, message: t(`errors.${e.key}`) })),
        typed,
      )
    throw redirect('/desk/ratifications?done=saved', 303)
  })(args)

export default function Ratifications() {
  const { title, done, organisation, rows } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('board-desk')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const waiting = rows.filter((r) => r.state === 'waiting')
  const answered = rows.filter((r) => r.state !== 'waiting')
  return (
    <DeskPage
      title={title}
      where={organisation}
      back={{ href: '/desk', text: t('desk.home') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        done && !back ? (
          <NotificationBanner type="success" titleText={t('done.title')} text={t('done.ratified')} />
        ) : null
      }
    >
      <p>{t('ratify.text')}</p>
      {waiting.length ? null : <EmptyState>{t('ratify.empty')}</EmptyState>}
      {waiting.map((r) => (
        <DeskSection key={r.id} id={`r-${r.id}`} title={r.wording}>
          <p>
            <StanceTag stance={r.stance} /> {r.boardReason}
          </p>
          <p>
            {r.overdueSince ? (
              <OverdueSince day={r.overdueSince} />
            ) : (
              <>
                {t('ratification.by')} <DateText iso={r.dueOn} locale={locale} />
              </>
            )}
            <br />
            <a href={`/en/board/decisions/${r.slug}`}>{t('ratify.whole')}</a>
          </p>
          <Form method="post" noValidate>
            <input type="hidden" name="id" value={r.id} />
            <Radios
              name={`answer-${r.id}`}
              fieldset={{ legend: t('ratify.answer', { organisation }) }}
              items={ratificationAnswers.map((a) => ({
                value: a,
                text: t(`ratification.${a}`),
                hint: t(`ratify.${a}_hint`),
              }))}
              value={back?.typed[`answer-${r.id}`]?.[0]}
              error={errorOf(`answer-${r.id}`)}
            />
            <Textarea
              name={`reason-${r.id}`}
              rows={4}
              label={t('ratify.reason')}
              hint={t('ratify.reason_hint')}
              value={back?.typed[`reason-${r.id}`]?.[0] ?? ''}
              error={errorOf(`reason-${r.id}`)}
            />
            <Button>{t('ratify.save')}</Button>
          </Form>
        </DeskSection>
      ))}
      {answered.length ? (
        <DeskSection id="answered" title={t('ratify.answered')}>
          <Table
            head={[t('board.decisions.asked'), t('decision.said'), t('decision.reason')]}
            rows={answered.map((r) => [
              <a key="link" href={`/en/board/decisions/${r.slug}`}>
                {r.wording}
              </a>,
              <span key="said">
                {t(`ratification.${r.state}`)} {r.answeredOn ? <DateText iso={r.answeredOn} locale={locale} /> : null}
              </span>,
              r.reason ?? t('ratification.no_reason'),
            ])}
          />
        </DeskSection>
      ) : null}
    </DeskPage>
  )
}
