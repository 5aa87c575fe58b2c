import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type Handle, write } from '../../../../db/connect.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { useWords } from '../../../languages/use-words.ts'
import { type FieldError, line, lines, type Refused, readForm, refused, shown } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Fieldset } from '../../../ui/fieldset.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { deskPath, juryFor, slugParams } from '../../jury-access.server.ts'
import type { Jury } from '../../jury-store.server.ts'
import { holdersOf, travelOf } from '../../seats/holder-store.server.ts'
import { areasOn } from '../../seats/member-store.server.ts'
import { penceOf, poundsOf } from '../../support/support.ts'
import { saveTerms, saveTravel, termsOf } from '../../support/terms-store.server.ts'
import { Done } from '../done.tsx'

const shape = z.object({
  day: line(12),
  note: lines(2000).pipe(z.string().min(20, 'benefits_note')),
  safeguarding: line(200).pipe(z.string().min(1, 'safeguarding')),
})

/** The areas people may come from: the districts, and whatever else stands in an application. */
async function areasFor(db: Handle, jury: Jury, today: string): Promise<string[]> {
  const own = (await holdersOf(db, jury.id)).map(({ area }) => area).filter(Boolean)
  return [...new Set([...(await areasOn(db, today)), ...own])].sort()
}

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const { db, now, words, request } = ask
    const jury = await juryFor(ask, 'jury.manage')
    const t = words('seating')
    const terms = await termsOf(db, jury.id)
    const minutes = await travelOf(db, jury.id)
    return {
      title: t('terms.title', { title: jury.publicName }),
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      day: poundsOf(terms.dayPence),
      note: terms.benefitsNote || t('note.usual'),
      safeguarding: terms.safeguarding,
      areas: (await areasFor(db, jury, londonDay(now))).map((area) => ({ area, minutes: minutes.get(area) ?? null })),
      done: new URL(request.url).searchParams.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const t = ask.words('seating')
    const form = await readForm(ask.request, shape, t)
    const jury = await juryFor(ask, 'jury.manage')
    const areas = await areasFor(ask.db, jury, londonDay(ask.now))
    const errors: FieldError[] = form.ok ? [] : [...form.errors]
    const dayPence = penceOf(form.typed.day?.[0] ?? '')
    if (dayPence === null) errors.unshift({ field: 'day', message: t('errors.pounds') })
    const minutes = new Map<string, number>()
    for (const [i, area] of areas.entries()) {
      const typed = form.typed[`minutes-${i}`]?.[0]?.trim() ?? ''
      if (typed === '') continue
      if (/^\d{1,3}$/.test(typed)) minutes.set(area, Number(typed))
      else errors.push({ field: `minutes-${i}`, message: t('errors.minutes', { area }) })
    }
    if (!form.ok || dayPence === null || errors.length) return refused(errors, form.typed)
    const terms = { dayPence, benefitsNote: form.value.note, safeguarding: form.value.safeguarding }
    await write(ask.db, async (tx) => {
      await saveTerms(tx, jury.id, terms, ask.actor.personId, ask.now)
      await saveTravel(tx, jury.id, minutes)
    })
    throw redirect(deskPath(ask.params.slug, '/terms?done=terms'), 303)
  })(args)

export default function TermsPage() {
  const page = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('seating')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskPage
      title={page.title}
      back={{ href: page.home, text: page.publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="seating" done={page.done} />}
    >
      <DeskSection>
        <Form method="post" noValidate>
          <Input
            name="day"
            label={{ text: t('terms.day') }}
            hint={{ text: t('terms.day_hint') }}
            classes="govuk-input--width-5"
            inputmode="decimal"
            prefix={{ text: '£' }}
            value={shown(back, 'day', page.day)}
            error={errorOf('day')}
          />
          <Textarea
            name="note"
            rows={5}
            label={{ text: t('terms.note') }}
            hint={{ text: t('terms.note_hint') }}
            value={shown(back, 'note', page.note)}
            error={errorOf('note')}
          />
          <Input
            name="safeguarding"
            label={{ text: t('terms.safeguarding') }}
            hint={{ text: t('terms.safeguarding_hint') }}
            value={shown(back, 'safeguarding', page.safeguarding)}
            error={errorOf('safeguarding')}
          />
          <Fieldset legend={{ text: t('terms.travel') }}>
            <p className="read">{t('terms.travel_hint')}</p>
            {page.areas.map(({ area, minutes }, i) => (
              <Input
                key={area}
                name={`minutes-${i}`}
                label={{ text: area }}
                classes="govuk-input--width-3"
                inputmode="numeric"
                suffix={{ text: t('terms.minutes') }}
                value={shown(back, `minutes-${i}`, minutes === null ? '' : String(minutes))}
                error={errorOf(`minutes-${i}`)}
              />
            ))}
          </Fieldset>
          <Button>{t('terms.save')}</Button>
        </Form>
      </DeskSection>
    </DeskPage>
  )
}
