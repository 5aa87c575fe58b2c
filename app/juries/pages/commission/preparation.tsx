import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Fieldset } from '../../../ui/fieldset.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { WarningText } from '../../../ui/warning-text.tsx'
import { daysTrouble, leastOverseers, mostOverseers, principles } from '../../commission/preparation.ts'
import { type PreparationPart, preparationShown, savePart } from '../../commission/preparing.server.ts'
import { recruitmentOf } from '../../commission/recruitment-store.server.ts'
import { deskPath, juryFor, slugParams } from '../../jury-access.server.ts'
import { Done } from '../done.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const jury = await juryFor(ask, 'jury.manage')
    const prepared = await preparationShown(ask, jury)
    const days = (await recruitmentOf(ask.db, jury.id))?.dates ?? []
    return {
      title: ask.words('recruitment')('preparation.title', { title: jury.publicName }),
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      prepared,
      days,
      daysTrouble: daysTrouble(days.length, prepared.fewDaysReason) ?? null,
      done: new URL(ask.request.url).searchParams.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const back = await savePart(ask)
    if (back) return back
    throw redirect(deskPath(ask.params.slug, '/preparation?done=prepared'), 303)
  })(args)

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

export default function PreparationPage() {
  const shownNow = useLoaderData<typeof loader>()
  const { title, home, publicName, prepared, done } = shownNow
  const back = useActionData<Refused>()
  const t = useWords('recruitment')
  return (
    <DeskPage
      title={title}
      back={{ href: home, text: publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="recruitment" done={done} />}
    >
      {prepared.letters ? (
        <AsItStands shown={shownNow} />
      ) : (
        <>
          <p className="read">{t('preparation.lede')}</p>
          <Days shown={shownNow} />
          <Overseers shown={shownNow} />
          <Principles shown={shownNow} />
          <Assessment shown={shownNow} />
        </>
      )}
    </DeskPage>
  )
}

/** One part with its own button: what is typed in one never waits for another. */
function Part({ part, children }: { part: PreparationPart; children: ReactNode }) {
  const t = useWords('recruitment')
  return (
    <DeskSection title={t(`preparation.${part}.title`)} id={`${part}-part`}>
      <p className="read">{t(`preparation.${part}.text`)}</p>
      <Form method="post" noValidate>
        <input type="hidden" name="part" value={part} />
        {children}
        <Button>{t(`preparation.${part}.save`)}</Button>
      </Form>
    </DeskSection>
  )
}

/** What was sent back, if it belongs to this part of the page. */
function useBack(part: PreparationPart): Refused | undefined {
  const back = useActionData<Refused>()
  return back?.typed.part?.[0] === part ? back : undefined
}

function Days({ shown: { days, prepared, daysTrouble: trouble } }: { shown: Shown }) {
  const t = useWords('recruitment')
  const back = useBack('days')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <Part part="days">
      {trouble && days.length ? (
        <WarningText iconFallbackText={t('warning')}>{t(`blocks.${trouble}`)}</WarningText>
      ) : null}
      <Textarea
        name="days"
        rows={5}
        label={{ text: t('preparation.days.days') }}
        hint={{ text: t('preparation.days.hint') }}
        value={shown(back, 'days', days.join('\n'))}
        error={errorOf('days')}
      />
      <Textarea
        name="fewDaysReason"
        rows={2}
        label={{ text: t('preparation.days.reason') }}
        hint={{ text: t('preparation.days.reason_hint') }}
        value={shown(back, 'fewDaysReason', prepared.fewDaysReason)}
        error={errorOf('fewDaysReason')}
      />
    </Part>
  )
}

function Overseers({ shown: { prepared } }: { shown: Shown }) {
  const t = useWords('recruitment')
  const back = useBack('overseers')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const rows = Math.min(mostOverseers, Math.max(leastOverseers + 1, prepared.overseers.length + 2))
  return (
    <Part part="overseers">
      {Array.from({ length: rows }, (_, i) => i + 1).map((n) => (
        <Fieldset
          key={n}
          legend={{ text: t('preparation.overseers.person', { n }), classes: 'govuk-fieldset__legend--s' }}
        >
          <Input
            name={`role-${n}`}
            label={{ text: t('preparation.overseers.role') }}
            value={shown(back, `role-${n}`, prepared.overseers[n - 1]?.role)}
            error={errorOf(`role-${n}`)}
          />
          <Input
            name={`view-${n}`}
            label={{ text: t('preparation.overseers.view') }}
            value={shown(back, `view-${n}`, prepared.overseers[n - 1]?.view)}
            error={errorOf(`view-${n}`)}
          />
        </Fieldset>
      ))}
    </Part>
  )
}

function Principles({ shown: { prepared } }: { shown: Shown }) {
  const t = useWords('recruitment')
  const back = useBack('principles')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <Part part="principles">
      {principles.map((principle) => (
        <Textarea
          key={principle}
          name={principle}
          rows={2}
          label={{ text: t(`principles.${principle}.name`) }}
          hint={{ text: t(`principles.${principle}.asks`) }}
          value={shown(back, principle, prepared.principles[principle])}
          error={errorOf(principle)}
        />
      ))}
    </Part>
  )
}

function Assessment({ shown: { prepared } }: { shown: Shown }) {
  const t = useWords('recruitment')
  const back = useBack('dpia')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const signed = back ? back.typed.signed !== undefined : prepared.dpiaSignedOn !== null
  return (
    <Part part="dpia">
      <Textarea
        name="dpiaText"
        rows={16}
        label={{ text: t('preparation.dpia.body') }}
        hint={{ text: t('preparation.dpia.body_hint') }}
        value={shown(back, 'dpiaText', prepared.dpiaText)}
        error={errorOf('dpiaText')}
      />
      <Textarea
        name="jointControllers"
        rows={3}
        label={{ text: t('preparation.dpia.joint') }}
        hint={{ text: t('preparation.dpia.joint_hint') }}
        value={shown(back, 'jointControllers', prepared.jointControllers)}
        error={errorOf('jointControllers')}
      />
      <Input
        name="dpiaSignedBy"
        label={{ text: t('preparation.dpia.by') }}
        hint={{ text: t('preparation.dpia.by_hint') }}
        value={shown(back, 'dpiaSignedBy', prepared.dpiaSignedBy ?? '')}
        error={errorOf('dpiaSignedBy')}
      />
      <Checkboxes
        name="signed"
        idPrefix="signed"
        error={errorOf('signed')}
        items={[{ value: 'yes', text: t('preparation.dpia.signed'), checked: signed }]}
      />
    </Part>
  )
}

/** Once letters are out, what people were invited on stands. */
function AsItStands({ shown: { prepared, days } }: { shown: Shown }) {
  const t = useWords('recruitment')
  const { locale } = useLanguage()
  return (
    <>
      <InsetText>{t('preparation.stands')}</InsetText>
      <DeskSection title={t('preparation.days.title')} id="days-part">
        <ul>
          {days.map((day) => (
            <li key={day}>
              <DateText iso={day} locale={locale} format="weekday" />
            </li>
          ))}
        </ul>
        {prepared.fewDaysReason ? <p className="read">{prepared.fewDaysReason}</p> : null}
      </DeskSection>
      <DeskSection title={t('preparation.overseers.title')} id="overseers-part">
        <SummaryList rows={prepared.overseers.map(({ role, view }) => ({ key: role, value: view }))} />
      </DeskSection>
      <DeskSection title={t('preparation.principles.title')} id="principles-part">
        <SummaryList
          rows={principles.map((principle) => ({
            key: t(`principles.${principle}.name`),
            value: prepared.principles[principle] ?? '',
          }))}
        />
      </DeskSection>
      <DeskSection title={t('preparation.dpia.title')} id="dpia-part">
        <p>
          {t('preparation.dpia.signed_by', { by: prepared.dpiaSignedBy ?? '' })}{' '}
          {prepared.dpiaSignedOn ? <DateText iso={prepared.dpiaSignedOn} locale={locale} /> : null}
        </p>
        {prepared.dpiaText.split('\n').map((paragraph, i) => (
          <p key={i} className="read">
            {paragraph}
          </p>
        ))}
        {prepared.jointControllers ? <p className="read">{prepared.jointControllers}</p> : null}
      </DeskSection>
    </>
  )
}
