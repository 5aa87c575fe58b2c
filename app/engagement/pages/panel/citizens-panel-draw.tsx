import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { letterhead } from '../../../feedback/pages/letterhead.server.ts'
import { useWords } from '../../../languages/use-words.ts'
import { isEverywhere } from '../../../people/permission.ts'
import { line, type Refused, readForm, refused, shown } from '../../../server/form.ts'
import { noParams, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Select } from '../../../ui/select.tsx'
import { londonDay } from '../../london-day.ts'
import { eligibleOf, leastSample, strata } from '../../panel/citizens-panel.ts'
import { panelAreas } from '../../panel/citizens-panel-form.server.ts'
import { drawSample, invitable, nextSampleNumber } from '../../panel/citizens-panel-sample-store.server.ts'
import { panelMembers } from '../../panel/citizens-panel-store.server.ts'
import { isAssessed } from '../../panel/panel-assessment-store.server.ts'

const shape = z.object({
  exercise: line(100),
  size: line(20),
  district: line(100),
  by: line(20),
  number: z.coerce.number().catch(0),
})

/** Whose exercises may be asked about: the secretariat's hand is free, an officer has those of their own organisation. */
const runByOf = ({ actor }: Pick<StaffAsk, 'actor'>) =>
  isEverywhere(actor.grants) ? null : (actor.organisationId ?? '')

/** Draws members for an exercise and invites them. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'panel.manage' }, async (ask) => {
    const { db, now, words } = ask
    const today = londonDay(now)
    return {
      title: words('citizens-panel-desk')('draw.title'),
      exercises: (await invitable(db, today, runByOf(ask))).map(({ id, title }) => ({ id, title })),
      districts: await panelAreas(db, today),
      assessed: await isAssessed(db),
      number: await nextSampleNumber(db),
      eligible: eligibleOf(await panelMembers(db), today).eligible.length,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'panel.manage' }, async (ask) => {
    const { db, now, words, request, actor, settings } = ask
    const t = words('citizens-panel-desk')
    const form = await readForm(request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { exercise, district, number } = form.value
    const size = /^\d{1,5}$/.test(form.value.size) ? Number(form.value.size) : 0
    const by = strata.find((one) => one === form.value.by) ?? 'none'
    const districts = await panelAreas(db, londonDay(now))
    const errors = [
      ...(exercise ? [] : [{ field: 'exercise', message: t('errors.exercise') }]),
      ...(size ? [] : [{ field: 'size', message: t('errors.size') }]),
      ...(!district || districts.some(({ id }) => id === district)
        ? []
        : [{ field: 'district', message: t('errors.district') }]),
    ]
    if (errors.length) return refused(errors, form.typed)
    const head = await letterhead(ask)
    const wish = { exerciseId: exercise, size, areaId: district || null, by, number, personId: actor.personId }
    const made = await write(db, (tx) => drawSample(tx, settings.SECRET, { ...wish, runBy: runByOf(ask) }, head, now))
    if ('trouble' in made) {
      const { trouble } = made
      const field = trouble === 'few' || trouble === 'small' ? 'size' : 'exercise'
      const values = { least: leastSample, eligible: 'eligible' in made ? made.eligible : 0 }
      return refused([{ field, message: t(`errors.${trouble}`, values) }], form.typed)
    }
    throw redirect('/desk/citizens-panel?done=drawn#samples', 303)
  })(args)

export default function DrawPanelSample() {
  const { title, exercises, districts, assessed, number, eligible } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('citizens-panel-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskPage
      title={title}
      back={{ href: '/desk/citizens-panel', text: t('title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <p className="read">{t('draw.text')}</p>
      <p className="read">{t('draw.anonymous', { least: leastSample })}</p>
      <DeskSection>
        {!assessed ? (
          <InsetText classes="inset-caution">
            {t('draw.unassessed')} <a href="/desk/citizens-panel/assessment">{t('assessment.title')}</a>
          </InsetText>
        ) : exercises.length ? (
          <Form method="post" noValidate>
            <input type="hidden" name="number" value={number} />
            <Select
              name="exercise"
              label={{ text: t('draw.exercise') }}
              items={[{ value: '', text: '' }, ...exercises.map(({ id, title }) => ({ value: id, text: title }))]}
              value={shown(back, 'exercise')}
              error={errorOf('exercise')}
            />
            <Input
              name="size"
              label={{ text: t('draw.size') }}
              hint={{ text: t('draw.size_hint', { eligible }) }}
              classes="govuk-input--width-5"
              inputmode="numeric"
              value={shown(back, 'size')}
              error={errorOf('size')}
            />
            <Select
              name="district"
              label={{ text: t('draw.district') }}
              hint={districts.some(({ kind }) => kind) ? { text: t('draw.district_hint') } : undefined}
              items={[
                { value: '', text: t('draw.everywhere') },
                ...districts.map(({ id, name, kind }) => ({
                  value: id,
                  text: kind ? t(`draw.${kind}`, { name }) : name,
                })),
              ]}
              value={shown(back, 'district')}
              error={errorOf('district')}
            />
            <Radios
              name="by"
              fieldset={{ legend: { text: t('draw.by') } }}
              hint={t('draw.by_hint')}
              items={strata.map((one) => ({ value: one, text: t(`draw.strata.${one}`) }))}
              value={shown(back, 'by', 'none') || 'none'}
            />
            <Button>{t('draw.button')}</Button>
          </Form>
        ) : (
          <EmptyState>{t('draw.none')}</EmptyState>
        )}
      </DeskSection>
    </DeskPage>
  )
}
