import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, refused, shown, typedIn, workNamed } from '../../../server/form.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Fieldset } from '../../../ui/fieldset.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Select } from '../../../ui/select.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { WarningText } from '../../../ui/warning-text.tsx'
import { deskPath, juryFor, slugParams } from '../../jury-access.server.ts'
import { one } from '../../posted.server.ts'
import { seatsDue, sharesOf, usualRoom, valueName, withoutSeat } from '../../targets/target-change.ts'
import { dedicate, fillAgain, floor, merge, remove, saveNumbers } from '../../targets/target-form.server.ts'
import { criteriaOf, targetsUsed } from '../../targets/target-store.server.ts'
import { changeTargets, sharesFor } from '../../targets/targeting.server.ts'
import { Done } from '../done.tsx'
import { TargetTable } from './target-table.tsx'

const params = slugParams.extend({ criterion: z.string().max(100) })

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'jury.manage' }, async (ask) => {
    const jury = await juryFor(ask, 'jury.manage')
    const criterion = (await criteriaOf(ask.db, jury.id)).find(({ id }) => id === ask.params.criterion)
    if (!criterion) throw notFound()
    const { shares, source } = await sharesFor(ask.db, jury.id, criterion.dimension)
    const { seats } = jury.commission
    const people = sharesOf(criterion, shares)
    return {
      title: ask.words('recruitment')('target.title', { criterion: criterion.name }),
      publicName: jury.publicName,
      home: deskPath(jury.slug, '/targets'),
      criterion,
      seats,
      people,
      due: seatsDue(criterion, shares, seats),
      counted: people.length > 0 && people.every((count) => count !== null),
      source,
      without: withoutSeat(criterion, shares, seats),
      used: await targetsUsed(ask.db, jury.id),
      done: new URL(ask.request.url).searchParams.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'jury.manage' }, async (ask) => {
    const t = ask.words('recruitment')
    const typed = await typedIn(ask.request)
    const id = ask.params.criterion
    const ways = {
      save: () => changeTargets(ask, 'changed targets', saveNumbers(id, typed, t)),
      fill: () => changeTargets(ask, 'filled targets', fillAgain(id, typed, t)),
      merge: () => changeTargets(ask, 'merged groups', merge(id, typed, t)),
      floor: () => changeTargets(ask, 'set a floor', floor(id, typed, t)),
      dedicated: () => changeTargets(ask, 'commissioned a dedicated jury', dedicate(id, typed, ask, t)),
      remove: () => changeTargets(ask, 'removed a criterion', remove(id, t)),
    }
    const what = one(typed, 'do')
    const way = workNamed(ways, what)
    if (!way) throw notFound()
    const errors = await way()
    if (errors.length) return refused(errors, typed)
    const to = what === 'remove' ? '/targets' : `/targets/${encodeURIComponent(id)}`
    throw redirect(deskPath(ask.params.slug, `${to}?done=${what}`), 303)
  })(args)

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

export default function TargetPage() {
  const shownNow = useLoaderData<typeof loader>()
  const { title, home, publicName, criterion, due, without, used, done } = shownNow
  const back = useActionData<Refused>()
  const t = useWords('recruitment')
  return (
    <DeskPage
      title={title}
      where={publicName}
      back={{ href: home, text: t('targets.back') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="recruitment" done={done} />}
    >
      {without.length ? (
        <div id="targets">
          <WarningText iconFallbackText={t('warning')}>
            {t('targets.without', { groups: without.map(valueName).join('; '), count: without.length })}
          </WarningText>
          <p className="read">{t('target.ways_out')}</p>
        </div>
      ) : null}
      {used === 'drawn' || used === 'announced' ? (
        <DeskSection>
          <InsetText>{t(`targets.used_${used}`)}</InsetText>
          <TargetTable targets={criterion.targets} due={due} />
        </DeskSection>
      ) : (
        <>
          <Numbers shown={shownNow} />
          <Merge shown={shownNow} />
          <Floor shown={shownNow} />
          <Dedicated shown={shownNow} />
          <Fill shown={shownNow} />
          {used === 'not_yet' ? <Remove /> : null}
        </>
      )}
    </DeskPage>
  )
}

function Way({ what, children }: { what: string; children?: ReactNode }) {
  const t = useWords('recruitment')
  return (
    <DeskSection title={t(`target.${what}.title`)} id={`${what}-part`}>
      <p className="read">{t(`target.${what}.text`)}</p>
      <Form method="post" noValidate>
        <input type="hidden" name="do" value={what} />
        {children}
        <Button classes={what === 'save' ? undefined : 'govuk-button--secondary'}>{t(`target.${what}.button`)}</Button>
      </Form>
    </DeskSection>
  )
}

function useBack(what: string) {
  const t = useWords('recruitment')
  const all = useActionData<Refused>()
  const back = all?.typed.do?.[0] === what ? all : undefined
  return { back, errorOf: fieldErrors(back?.errors, t('error_prefix')) }
}

function Numbers({ shown: { criterion, people, counted, seats, source } }: { shown: Shown }) {
  const t = useWords('recruitment')
  const { locale } = useLanguage()
  const { back, errorOf } = useBack('save')
  const total = people.reduce<number>((sum, count) => sum + (count ?? 0), 0)
  return (
    <Way what="save">
      {criterion.targets.map((target, i) => {
        const n = i + 1
        const cell = (name: string, label: string, stored: number | null) => (
          <Input
            name={`${name}-${n}`}
            label={{ text: t(label) }}
            inputmode="numeric"
            classes="govuk-input--width-3"
            value={shown(back, `${name}-${n}`, stored === null ? '' : String(stored))}
            error={errorOf(`${name}-${n}`)}
          />
        )
        return (
          <Fieldset key={target.value} legend={{ text: valueName(target.value), classes: 'govuk-fieldset__legend--s' }}>
            {counted && total > 0 ? (
              <p className="meta">
                {t('target.share', {
                  people: formatNumber(people[i]!, locale),
                  share: formatNumber((people[i]! * seats) / total, locale, 2),
                  seats,
                })}
              </p>
            ) : null}
            <div className="number-row">
              {cell('min', 'target.min', target.minimum)}
              {cell('max', 'target.max', target.maximum)}
              {cell('minFlex', 'target.min_flex', target.minFlex)}
              {cell('maxFlex', 'target.max_flex', target.maxFlex)}
            </div>
            <Input
              name={`note-${n}`}
              label={{ text: t('target.note') }}
              value={shown(back, `note-${n}`, target.note)}
              error={errorOf(`note-${n}`)}
            />
          </Fieldset>
        )
      })}
      <Textarea
        name="reason"
        rows={2}
        label={{ text: t('targets.reason') }}
        value={shown(back, 'reason', criterion.reason)}
        error={errorOf('reason')}
      />
      {source ? <p className="meta">{source}</p> : null}
    </Way>
  )
}

const valueItems = (criterion: Shown['criterion']) =>
  criterion.targets.map(({ value }) => ({ value, text: valueName(value) }))

function Merge({ shown: { criterion, without } }: { shown: Shown }) {
  const t = useWords('recruitment')
  const { back, errorOf } = useBack('merge')
  if (criterion.targets.length < 3) return null
  return (
    <Way what="merge">
      <Checkboxes
        name="merge"
        fieldset={{ legend: { text: t('target.merge.which') } }}
        error={errorOf('merge')}
        values={back ? (back.typed.merge ?? []) : without.length > 1 ? without : []}
        items={valueItems(criterion)}
      />
    </Way>
  )
}

function Floor({ shown: { criterion, without } }: { shown: Shown }) {
  const t = useWords('recruitment')
  const { back, errorOf } = useBack('floor')
  return (
    <Way what="floor">
      <Select
        name="floorValue"
        label={{ text: t('target.floor.value') }}
        value={shown(back, 'floorValue', without[0])}
        error={errorOf('floorValue')}
        items={valueItems(criterion)}
      />
      <Input
        name="floorSeats"
        label={{ text: t('target.floor.seats') }}
        classes="govuk-input--width-3"
        inputmode="numeric"
        value={shown(back, 'floorSeats')}
        error={errorOf('floorSeats')}
      />
      <Textarea
        name="floorReason"
        rows={2}
        label={{ text: t('target.floor.reason') }}
        hint={{ text: t('target.floor.reason_hint') }}
        value={shown(back, 'floorReason')}
        error={errorOf('floorReason')}
      />
    </Way>
  )
}

function Dedicated({ shown: { criterion, without } }: { shown: Shown }) {
  const t = useWords('recruitment')
  const { back, errorOf } = useBack('dedicated')
  return (
    <Way what="dedicated">
      <Checkboxes
        name="dedicated"
        fieldset={{ legend: { text: t('target.dedicated.which') } }}
        error={errorOf('dedicated')}
        values={back ? (back.typed.dedicated ?? []) : without}
        items={valueItems(criterion)}
      />
    </Way>
  )
}

function Fill({ shown: { counted, seats } }: { shown: Shown }) {
  const t = useWords('recruitment')
  const { back, errorOf } = useBack('fill')
  if (!counted) return null
  return (
    <Way what="fill">
      <Radios
        name="room"
        fieldset={{ legend: { text: t('targets.room') } }}
        error={errorOf('room')}
        value={back ? shown(back, 'room') : String(usualRoom(seats))}
        items={[0, 1, 2].map((n) => ({ value: n, text: t(`targets.rooms.${n}`) }))}
      />
    </Way>
  )
}

const Remove = () => <Way what="remove" />
