import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { line, lines, many, type Refused, readForm, refused } from '../../server/form.ts'
import { enqueue } from '../../server/outbox-store.server.ts'
import { notFound, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { formatDate } from '../../ui/dates.ts'
import { FormErrors } from '../../ui/errors.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import { actionsOf } from '../action-store.server.ts'
import { pointsOf } from '../decision-store.server.ts'
import { equalityPapers, heldItems } from '../paper-store.server.ts'
import { leadsToAction } from '../position.ts'
import { positionsOf, publishPosition, recordPosition } from '../position-store.server.ts'
import { membersToAsk, ratificationsOn } from '../ratification-store.server.ts'
import { PositionForm } from './position-form.tsx'
import { AnswerLine } from './words-of.tsx'

const params = z.object({ slug: z.string() })
const shape = z.object({
  do: line(),
  stance: line(),
  reason_class: line(),
  reason_detail: line(300),
  reason: lines(4000),
  responses_account: lines(4000),
  evidence: line(500),
  passed_to: line(200),
  method: line(),
  dissent: lines(600),
  item: line(),
  equality_paper: line(),
  partners: many,
  change_note: lines(600),
})

/** The Board's answer to one point, written in the room: nothing is saved without its reason and its assessment. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'board.record' }, async ({ db, now, params, request }) => {
    const [point] = await pointsOf(db, londonDay(now), { slug: params.slug })
    if (!point) throw notFound()
    const latest = (await positionsOf(db, point.id))[0]
    const organisations = await db.selectFrom('organisation').select(['id', 'name']).orderBy('name').execute()
    const asked = await ratificationsOn(db, [point.id])
    return {
      title: point.wording,
      point,
      done: new URL(request.url).searchParams.get('done'),
      latest: latest && {
        version: latest.version,
        published: latest.published_on !== null,
        advisory: latest.advisory === 1,
        actionable: leadsToAction(latest.stance),
        values: {
          stance: latest.stance,
          reason_class: latest.reason_class,
          reason_detail: latest.reason_detail,
          reason: latest.reason,
          responses_account: latest.responses_account,
          evidence: latest.evidence ?? '',
          passed_to: latest.passed_to ?? '',
          method: latest.method,
          dissent: latest.dissent,
          item: latest.agenda_item_id,
          equality_paper: latest.equality_paper_id,
        },
      },
      partners: asked.map((r) => r.organisationId),
      organisations,
      // A meeting before the question was put cannot have answered it.
      items: (await heldItems(db)).filter((item) => item.onDate >= point.publishedOn),
      papers: await equalityPapers(db),
      actions: (await actionsOf(db, { pointIds: [point.id] })).map((a) => ({
        slug: a.slug,
        title: a.title,
        owner: a.owner,
        champion: a.champion,
      })),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'board.record' }, async ({ db, now, params, request, actor, settings, words }) => {
    const t = words('board-desk')
    const form = await readForm(request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const v = form.value
    const by = { personId: actor.personId, on: londonDay(now), now }
    const errors = await write(db, async (tx) => {
      const [point] = await pointsOf(tx, by.on, { slug: params.slug })
      if (!point) throw notFound()
      if (v.do === 'publish') {
        if (!(await publishPosition(tx, { pointId: point.id, ...by }))) return null
        for (const { email, label, dueOn } of await membersToAsk(tx, point.id, by.on)) {
          const day = formatDate(dueOn, 'en')
          const link = `${settings.PUBLIC_ORIGIN}/desk/ratifications`
          const body = t('mail.ratify', { label, wording: point.wording, day, link })
          await enqueue(tx, { to: email, subject: t('mail.ratify_subject', { day }), body }, now)
        }
        return null
      }
      const saved = await recordPosition(tx, {
        pointId: point.id,
        itemId: v.item,
        equalityPaperId: v.equality_paper,
        draft: {
          stance: v.stance,
          reasonClass: v.reason_class,
          reasonDetail: v.reason_detail,
          reason: v.reason,
          responsesAccount: v.responses_account,
          evidence: v.evidence,
          passedTo: v.passed_to,
          method: v.method,
          dissent: v.dissent,
        },
        changeNote: v.change_note,
        partners: v.partners,
        ...by,
      })
      return saved.errors
    })
    if (errors)
      return refused(
        errors.map((e) => ({ field: e.field, message: t(`errors.${e.key}`, e.values ?? {}) })),
        form.typed,
      )
    throw redirect(`/desk/board/points/${params.slug}?done=${v.do === 'publish' ? 'published' : 'recorded'}`, 303)
  })(args)

export default function DeskPoint() {
  const data = useLoaderData<typeof loader>()
  const { point, latest } = data
  const back = useActionData<Refused>()
  const t = useWords('board-desk')
  const { code } = useLanguage()
  return (
    <DeskPage
      title={data.title}
      where={point.exerciseTitle}
      back={{ href: '/desk/board', text: t('desk.title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        data.done && !back ? (
          <NotificationBanner
            type="success"
            titleText={t('done.title')}
            text={t(`done.${data.done}`, t('done.saved'))}
          />
        ) : null
      }
    >
      <p>
        <AnswerLine answer={point.answer} />
        <br />
        <a href={`/${code}/board/decisions/${point.slug}`}>{t('desk.public_page')}</a>
      </p>
      {latest && !latest.published ? (
        <DeskSection id="publish" title={t('record.publish_title')}>
          <p>{t('record.publish_text')}</p>
          {latest.advisory ? <p>{t('decision.advisory')}</p> : null}
          <Form method="post">
            <Button name="do" value="publish">
              {t('record.publish', { version: latest.version })}
            </Button>
          </Form>
        </DeskSection>
      ) : null}
      <DeskSection id="record" title={t(latest?.published ? 'record.correct' : 'record.title')}>
        {data.items.length ? null : <EmptyState>{t('record.no_meeting')}</EmptyState>}
        <PositionForm
          values={latest?.values ?? null}
          published={latest?.published ?? false}
          partners={data.partners}
          organisations={data.organisations}
          items={data.items}
          papers={data.papers}
          back={back}
        />
      </DeskSection>
      {latest?.actionable ? (
        <DeskSection id="actions" title={t('decision.actions')}>
          {data.actions.length ? (
            <Table
              head={[t('action.what'), t('action.who')]}
              rows={data.actions.map((a) => [
                a.title,
                t('action.owner_champion', { owner: a.owner, champion: a.champion }),
              ])}
            />
          ) : (
            <p>{t('decision.no_actions')}</p>
          )}
          <Button href={`/desk/board/points/${point.slug}/action`} classes="govuk-button--secondary">
            {t('record.add_action')}
          </Button>
        </DeskSection>
      ) : null}
    </DeskPage>
  )
}
