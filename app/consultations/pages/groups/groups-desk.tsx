import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useWords } from '../../../languages/use-words.ts'
import { line, type Refused, readForm, refused, shown } from '../../../server/form.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { ReferenceCode } from '../../../ui/codes.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FormDesk } from '../../../ui/form-desk.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { closeGroup, createGroup, groupsOf } from '../../groups/group-store.server.ts'
import { answerable } from '../../groups/way-in.server.ts'
import { importing } from '../../imports/importing.server.ts'

/** The community groups that ask their own members, each under its own code. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage(importing, async (ask) => {
    const { exercise, consultation } = await answerable(ask)
    const done = new URL(ask.request.url).searchParams.get('done')
    return {
      title: ask.words('collecting')('groups.title'),
      exercise: { id: exercise.id, title: exercise.title },
      groups: await groupsOf(ask.db, consultation.id),
      origin: ask.settings.PUBLIC_ORIGIN,
      done: done === 'created' || done === 'closed' ? done : null,
    }
  })(args)

const shape = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('create'),
    name: line(100).pipe(z.string().min(1, 'group_name')),
    partner: line(100).pipe(z.string().min(1, 'group_partner')),
  }),
  z.object({ intent: z.literal('close'), group: z.string().max(100) }),
])
const intents = new Set(['create', 'close'])

export const action = (args: ActionFunctionArgs) =>
  staffPage(importing, async (ask) => {
    const t = ask.words('collecting')
    const { exercise, consultation } = await answerable(ask)
    const form = await readForm(ask.request, shape, t)
    if (!form.ok) {
      if (!intents.has(form.typed.intent?.[0] ?? '')) throw notFound()
      return refused(form.errors, form.typed)
    }
    const here = `/desk/exercises/${encodeURIComponent(exercise.id)}/groups`
    const by = { consultationId: consultation.id, personId: ask.actor.personId }
    if (form.value.intent === 'close') {
      const { group } = form.value
      if (!(await write(ask.db, (tx) => closeGroup(tx, { id: group, ...by }, ask.now)))) throw notFound()
      throw redirect(`${here}?done=closed`, 303)
    }
    const { name, partner } = form.value
    const code = await write(ask.db, (tx) => createGroup(tx, ask.settings.SECRET, { name, partner, ...by }, ask.now))
    if (!code) return refused([{ field: 'name', message: t('errors.group_known') }], form.typed)
    throw redirect(`${here}?done=created`, 303)
  })(args)

export default function GroupsDesk() {
  const { title, exercise, groups, origin, done } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('collecting')
  const payments = useWords('group-payments')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <FormDesk
      t={t}
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}`, text: exercise.title }}
      refused={back}
      done={done}
    >
      <p className="read">
        {t('groups.lede')} <a href={`/desk/exercises/${exercise.id}/groups/payments`}>{payments('link')}</a>
      </p>
      <DeskSection title={t('groups.new')} id="new">
        <Form method="post" noValidate>
          <Input name="name" label={t('groups.name')} value={shown(back, 'name')} error={errorOf('name')} />
          <Input
            name="partner"
            label={t('groups.partner')}
            hint={t('groups.partner_hint')}
            value={shown(back, 'partner')}
            error={errorOf('partner')}
          />
          <Button name="intent" value="create">
            {t('groups.button')}
          </Button>
        </Form>
      </DeskSection>
      <DeskSection title={t('groups.all')} id="all">
        {groups.length ? null : (
          <EmptyState>
            <p>{t('groups.none')}</p>
          </EmptyState>
        )}
        {groups.map((group) => (
          <section key={group.id} aria-labelledby={group.id}>
            <h3 id={group.id}>
              <bdi>{group.name}</bdi>
            </h3>
            <SummaryList
              rows={[
                { key: t('groups.with'), value: <bdi>{group.partner}</bdi> },
                { key: t('groups.code'), value: <ReferenceCode code={group.code} /> },
                {
                  key: t('groups.link'),
                  value: <a href={`/en/group/${group.code}`}>{`${origin}/en/group/${group.code}`}</a>,
                },
                {
                  key: t('groups.answers'),
                  value: group.count === null ? t('groups.few') : t('groups.count', { count: group.count }),
                },
              ]}
            />
            {group.closedAt ? (
              <p>{t('groups.closed')}</p>
            ) : (
              <Form method="post" noValidate>
                <input type="hidden" name="group" value={group.id} />
                <Button name="intent" value="close" classes="govuk-button--secondary">
                  {t('groups.close')}
                  <span className="govuk-visually-hidden">: {group.name}</span>
                </Button>
              </Form>
            )}
          </section>
        ))}
      </DeskSection>
    </FormDesk>
  )
}
