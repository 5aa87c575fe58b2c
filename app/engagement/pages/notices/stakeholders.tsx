import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { formDataOf, line, lines, type Refused, readForm, refused, seenField, shown } from '../../../server/form.ts'
import { changedMeanwhile, markOf } from '../../../server/meanwhile.ts'
import { type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Table } from '../../../ui/table.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { exerciseFor } from '../../exercise-access.server.ts'
import { affectedDegrees, differingFields, stakeholderWarnings } from '../../notices/stakeholder.ts'
import { removeStakeholder, saveStakeholder, stakeholdersOf } from '../../notices/stakeholder-store.server.ts'
import { inWords } from '../trouble-words.ts'

const params = z.object({ id: z.string().max(100) })
const permission = 'exercise.plan'
const shape = z.object({
  stakeholder: line(100),
  name: line(200).pipe(z.string().min(1, 'stakeholder_name')),
  affected: z.enum(affectedDegrees, 'stakeholder_affected'),
  reach: lines(1000),
  assignedTo: line(200),
  expected: line(20).pipe(z.string().regex(/^\d{0,7}$/, 'figure')),
})

/** Who is affected, how each will hear of it, and who sees to it; what is missing stands first (rule G-5). */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { db, words, request } = ask
    const exercise = await exerciseFor(ask)
    const stakeholders = await stakeholdersOf(db, exercise.id)
    const query = new URL(request.url).searchParams
    const edited = stakeholders.find((one) => one.id === query.get('edit')) ?? null
    return {
      title: words('planning-desk')('stakeholders.title'),
      exercise: { id: exercise.id, title: exercise.title },
      stakeholders,
      warnings: stakeholderWarnings(stakeholders),
      edited,
      mark: edited && markOf(edited),
      saved: query.has('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    await exerciseFor(ask)
    const intent = (await formDataOf(ask.request.clone())).get('intent')
    return intent === 'remove' ? remove(ask) : save(ask)
  })(args)

type OneExercise = StaffAsk<{ id: string }>

async function save(ask: OneExercise) {
  const form = await readForm(ask.request, shape, ask.words('planning-desk'))
  if (!form.ok) return refused(form.errors, form.typed)
  const { stakeholder, expected, ...value } = form.value
  const stale = await write(ask.db, async (tx) => {
    const exercise = await exerciseFor(ask, tx)
    const t = ask.words('planning-desk')
    const mine = { ...value, expected: expected ? Number(expected) : null }
    const before = (await stakeholdersOf(tx, exercise.id)).find(({ id }) => id === stakeholder)
    if (stakeholder && !before) return [{ field: 'name', message: t('errors.stakeholder_gone') }]
    const meanwhile = before ? changedMeanwhile(form.typed, before, differingFields(mine, before), t) : []
    const given = { ...mine, ...(before && { id: before.id }) }
    if (!meanwhile.length) await saveStakeholder(tx, exercise.id, given, ask.actor.personId, ask.now)
    return meanwhile
  })
  if (stale.length) return refused(stale, form.typed)
  throw back(ask)
}

async function remove(ask: OneExercise) {
  const form = await readForm(ask.request, z.object({ stakeholder: line(100) }), ask.words('planning-desk'))
  if (!form.ok) return refused(form.errors, form.typed)
  await write(ask.db, async (tx) => {
    const exercise = await exerciseFor(ask, tx)
    await removeStakeholder(tx, exercise.id, form.value.stakeholder, ask.actor.personId, ask.now)
  })
  throw back(ask)
}

const back = (ask: OneExercise) =>
  redirect(`/desk/exercises/${encodeURIComponent(ask.params.id)}/stakeholders?done=saved`, 303)

export default function Stakeholders() {
  const { title, exercise, stakeholders, warnings, edited, mark, saved } = useLoaderData<typeof loader>()
  const refusedForm = useActionData<Refused>()
  const t = useWords('planning-desk')
  const { locale } = useLanguage()
  const here = `/desk/exercises/${exercise.id}/stakeholders`
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}`, text: exercise.title }}
      errors={<FormErrors title={t('error_title')} errors={refusedForm?.errors} />}
      notice={
        saved && !refusedForm ? (
          <NotificationBanner type="success" titleText={t('plan.done')} text={t('stakeholders.saved')} />
        ) : null
      }
    >
      <p className="read">{t('stakeholders.text')}</p>
      {warnings.map((warning) => {
        const words = inWords(warning, () => t).message
        return (
          <InsetText key={words} classes="inset-caution">
            {words}
          </InsetText>
        )
      })}
      <DeskSection title={t('stakeholders.map')} id="map">
        {stakeholders.length ? (
          <Table
            firstCellIsHeader
            head={[
              t('stakeholders.name'),
              t('stakeholders.affected'),
              t('stakeholders.reach'),
              t('stakeholders.assigned'),
              { text: t('stakeholders.expected'), format: 'numeric' },
              t('stakeholders.change'),
            ]}
            rows={stakeholders.map((one) => [
              one.name,
              t(`stakeholders.degrees.${one.affected}`),
              one.reach || t('stakeholders.nothing'),
              one.assignedTo || t('stakeholders.nobody'),
              {
                text: one.expected === null ? t('stakeholders.nothing') : formatNumber(one.expected, locale),
                format: 'numeric',
              },
              <div key="acts" className="builder-acts">
                <a href={`${here}?edit=${one.id}#one`}>
                  {t('stakeholders.edit')} <span className="govuk-visually-hidden">{one.name}</span>
                </a>
                <Form method="post">
                  <input type="hidden" name="stakeholder" value={one.id} />
                  <button type="submit" className="link-button" name="intent" value="remove">
                    {t('stakeholders.remove')} <span className="govuk-visually-hidden">{one.name}</span>
                  </button>
                </Form>
              </div>,
            ])}
          />
        ) : (
          <EmptyState>{t('stakeholders.empty')}</EmptyState>
        )}
      </DeskSection>
      <StakeholderForm back={refusedForm} edited={edited} mark={mark} />
    </DeskPage>
  )
}

type Edited = ReturnType<typeof useLoaderData<typeof loader>>['edited']

function StakeholderForm({ back, edited, mark }: { back: Refused | undefined; edited: Edited; mark: string | null }) {
  const t = useWords('planning-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const field = (name: 'name' | 'reach' | 'assignedTo' | 'expected', stored: string) => ({
    name,
    label: { text: t(`stakeholders.field.${name}`) },
    value: shown(back, name, stored),
    error: errorOf(name),
  })
  return (
    <DeskSection title={edited ? t('stakeholders.edit_title', { name: edited.name }) : t('stakeholders.add')} id="one">
      <Form method="post" noValidate>
        <input type="hidden" name="stakeholder" value={edited?.id ?? ''} />
        {mark ? <input type="hidden" name={seenField} value={mark} /> : null}
        <Input {...field('name', edited?.name ?? '')} />
        <Radios
          name="affected"
          fieldset={{ legend: { text: t('stakeholders.field.affected') } }}
          items={affectedDegrees.map((value) => ({ value, text: t(`stakeholders.degrees.${value}`) }))}
          value={shown(back, 'affected', edited?.affected)}
          error={errorOf('affected')}
        />
        <Textarea {...field('reach', edited?.reach ?? '')} rows={3} />
        <Input {...field('assignedTo', edited?.assignedTo ?? '')} />
        <Input
          {...field('expected', edited?.expected ? String(edited.expected) : '')}
          classes="govuk-input--width-5"
          inputmode="numeric"
        />
        <Button name="intent" value="save">
          {t('stakeholders.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}
