import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { mayGoToBoard } from '../../feedback/check-back-store.server.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { many, type Refused, readForm, refused } from '../../server/form.ts'
import { notFound, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { Checkboxes } from '../../ui/checkboxes.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { formatPerMille } from '../../ui/numbers.ts'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { pointsOf } from '../decision-store.server.ts'
import { listById } from '../list-facts-store.server.ts'
import { pointsFromList } from '../point-store.server.ts'

const params = z.object({ id: z.string() })

/** Which options of a published list the Board must answer: those in the first bands are ticked to begin with. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'board.prepare' }, async ({ db, now, params, words }) => {
    const list = await listById(db, params.id, 'en')
    if (!list) throw notFound()
    const points = await pointsOf(db, londonDay(now), { listId: list.id })
    const made = list.options.filter((o) =>
      points.some(
        (p) => p.priorityId === o.priorityId && (p.wording === o.reworded?.body || p.wording === o.title.body),
      ),
    )
    return {
      title: words('board-desk')('choose.title', { title: list.exerciseTitle }),
      options: list.options,
      made: made.map((o) => o.id),
      publishedOn: list.publishedOn,
      mayGo: await mayGoToBoard(db, list.id, londonDay(now)),
      check: `/desk/exercises/${list.exerciseId}/list/check-back`,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'board.prepare' }, async ({ db, now, params, request, actor, words }) => {
    const t = words('board-desk')
    const form = await readForm(request, z.object({ options: many }), t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { options } = form.value
    if (!options.length) return refused([{ field: 'options', message: t('errors.options') }], form.typed)
    const mayGo = await write(db, async (tx) => {
      const list = await listById(tx, params.id, 'en')
      if (!list || options.some((id) => !list.options.some((o) => o.id === id))) throw notFound()
      if (!(await mayGoToBoard(tx, list.id, londonDay(now)))) return false
      const publishedOn = londonDay(new Date(list.publishedOn))
      const made = await pointsFromList(tx, { listId: list.id, optionIds: options, publishedOn })
      await logAct(tx, now, {
        personId: actor.personId,
        did: 'chose points',
        objectKind: 'list',
        objectId: list.id,
        detail: { made: made.length },
      })
      return true
    })
    if (!mayGo) return refused([{ field: 'options', message: t('errors.not_checked_back') }], form.typed)
    throw redirect('/desk/board?done=chosen#points', 303)
  })(args)

export default function DeskList() {
  const { title, options, made, mayGo, check } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('board-desk')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const firstBands = new Set([...new Set(options.map((o) => o.band))].slice(0, 2))
  const open = options.filter((o) => !made.includes(o.id))
  const suggested = made.length ? [] : open.filter((o) => firstBands.has(o.band)).map((o) => o.id)
  return (
    <DeskPage
      title={title}
      back={{ href: '/desk/board', text: t('desk.title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <DeskSection>
        <p>{t('choose.text')}</p>
        {mayGo ? null : <InsetText classes="inset-caution">{t('choose.not_checked_back')}</InsetText>}
        <p>
          <a href={check}>{t('choose.check')}</a>
        </p>
        {made.length ? (
          <>
            <h2>{t('choose.made')}</h2>
            <ul>
              {options
                .filter((o) => made.includes(o.id))
                .map((o) => (
                  <li key={o.id}>{(o.reworded ?? o.title).body}</li>
                ))}
            </ul>
          </>
        ) : null}
        {open.length && mayGo ? (
          <Form method="post" noValidate>
            <Checkboxes
              name="options"
              fieldset={{ legend: t('choose.legend') }}
              hint={t('choose.hint')}
              items={open.map((o) => ({
                value: o.id,
                text: (o.reworded ?? o.title).body,
                hint: t('choose.option', {
                  band: o.band,
                  share: formatPerMille(o.sharePerMille, locale),
                  from: o.rankFrom,
                  to: o.rankTo,
                }),
              }))}
              values={back ? (back.typed.options ?? []) : suggested}
              error={errorOf('options')}
            />
            <Button>{t('choose.save')}</Button>
          </Form>
        ) : null}
      </DeskSection>
    </DeskPage>
  )
}
