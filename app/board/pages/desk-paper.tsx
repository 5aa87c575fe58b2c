import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type Handle, write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { mayGoToBoard } from '../../feedback/check-back-store.server.ts'
import { useWords } from '../../languages/use-words.ts'
import { line, lines, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { notFound, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { Radios } from '../../ui/radios.tsx'
import { Select } from '../../ui/select.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { listsOf } from '../list-facts-store.server.ts'
import { itemOf } from '../meeting-store.server.ts'
import { paperKinds } from '../paper.ts'
import { addPaper } from '../paper-store.server.ts'
import { juriesReported } from '../point-store.server.ts'

const params = z.object({ id: z.string() })
const shape = z.object({
  kind: z.enum(paperKinds, 'paper_kind'),
  title: line(160).pipe(z.string().min(1, 'paper_title')),
  summary: lines(600).pipe(z.string().min(1, 'paper_summary')),
  body: lines(20000),
  list: line(),
  jury: line(),
})

async function meetingOf(db: Handle, itemId: string) {
  const item = await itemOf(db, itemId)
  const meeting =
    item && (await db.selectFrom('meeting').selectAll().where('id', '=', item.meeting_id).executeTakeFirst())
  if (!item || !meeting) throw notFound()
  return { item, meeting }
}

export const handle = { careful: true }

/** A paper for one item: made from a published list or a jury's report, an equality impact assessment, or an officer's. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'board.prepare' }, async ({ db, params, words }) => {
    const { item, meeting } = await meetingOf(db, params.id)
    return {
      title: words('board-desk')('paper.new'),
      item: item.title,
      meetingOn: meeting.on_date,
      lists: (await listsOf(db, 'en')).map((l) => ({ id: l.id, title: l.exerciseTitle })),
      juries: await juriesReported(db),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'board.prepare' }, async ({ db, now, params, request, actor, words }) => {
    const t = words('board-desk')
    const form = await readForm(request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { kind, list, jury, ...text } = form.value
    const trouble = (field: string) => refused([{ field, message: t(`errors.paper_${field}`) }], form.typed)
    if ((kind === 'equality_impact' || kind === 'officer') && !text.body) return trouble('body')
    if (kind === 'list' && !(await listsOf(db, 'en')).some((l) => l.id === list)) return trouble('list')
    if (kind === 'jury_report' && !(await juriesReported(db)).some((j) => j.id === jury)) return trouble('jury')
    const meetingOn = await write(db, async (tx) => {
      const { meeting } = await meetingOf(tx, params.id)
      if (kind === 'list' && !(await mayGoToBoard(tx, list, londonDay(now)))) return null
      const source = { listId: kind === 'list' ? list : null, juryId: kind === 'jury_report' ? jury : null }
      await addPaper(tx, {
        itemId: params.id,
        kind,
        ...text,
        ...source,
        on: londonDay(now),
        personId: actor.personId,
        now,
      })
      return meeting.on_date
    })
    if (meetingOn === null) {
      return refused([{ field: 'list', message: t('errors.not_checked_back') }], form.typed)
    }
    throw redirect(`/desk/board/meetings/${meetingOn}?done=paper`, 303)
  })(args)

export default function DeskPaper() {
  const { title, item, meetingOn, lists, juries } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('board-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const none = { value: '', text: t('decide.none') }
  return (
    <DeskPage
      title={title}
      where={item}
      back={{ href: `/desk/board/meetings/${meetingOn}`, text: t('paper.to_meeting') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <DeskSection>
        <Form method="post" noValidate>
          <Radios
            name="kind"
            fieldset={{ legend: t('paper.kind') }}
            items={paperKinds.map((k) => ({ value: k, text: t(`paper_kind.${k}`), hint: t(`paper_hint.${k}`) }))}
            value={shown(back, 'kind')}
            error={errorOf('kind')}
          />
          <Select
            name="list"
            label={t('paper.list')}
            items={[none, ...lists.map((l) => ({ value: l.id, text: l.title }))]}
            value={shown(back, 'list')}
            error={errorOf('list')}
          />
          <Select
            name="jury"
            label={t('paper.jury')}
            items={[none, ...juries.map((j) => ({ value: j.id, text: j.title }))]}
            value={shown(back, 'jury')}
            error={errorOf('jury')}
          />
          <Input name="title" label={t('paper.title')} value={shown(back, 'title')} error={errorOf('title')} />
          <Textarea
            name="summary"
            rows={3}
            label={t('paper.summary')}
            hint={t('paper.summary_hint')}
            value={shown(back, 'summary')}
            error={errorOf('summary')}
          />
          <Textarea
            name="body"
            rows={12}
            label={t('paper.body')}
            hint={t('paper.body_hint')}
            value={shown(back, 'body')}
            error={errorOf('body')}
          />
          <Button>{t('paper.save')}</Button>
        </Form>
      </DeskSection>
    </DeskPage>
  )
}
