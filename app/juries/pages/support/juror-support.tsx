import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown, typedIn } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Select } from '../../../ui/select.tsx'
import { deskPath, slugParams } from '../../jury-access.server.ts'
import { needKinds } from '../../registration/application.ts'
import { arrangementsOf } from '../../support/arrangement-store.server.ts'
import { jurorFor, saveChoice, saveExpense, saveName, saveNeed } from '../../support/juror-saving.server.ts'
import { expenseKinds, honoraria, needStates } from '../../support/support.ts'
import { termsOf } from '../../support/terms-store.server.ts'
import { DayField } from '../day-field.tsx'
import { Done } from '../done.tsx'

const params = slugParams.extend({ badge: z.string().max(50) })

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'jury.manage' }, async (ask) => {
    const { jury, juror } = await jurorFor(ask)
    return {
      title: ask.words('seating')('juror.title', { badge: juror.badge }),
      publicName: jury.publicName,
      list: deskPath(jury.slug, '/support'),
      reach: juror.applicationId ? deskPath(jury.slug, `/reach/${juror.applicationId}`) : null,
      juror,
      note: (await termsOf(ask.db, jury.id)).benefitsNote,
      needs: (await arrangementsOf(ask.db, jury.id)).filter(({ memberId }) => memberId === juror.memberId),
      done: new URL(ask.request.url).searchParams.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'jury.manage' }, async (ask) => {
    await jurorFor(ask)
    const intent = (await typedIn(ask.request.clone())).intent?.[0]
    if (intent === 'name') return saveName(ask)
    if (intent === 'need') return saveNeed(ask)
    return intent === 'expense' ? saveExpense(ask) : saveChoice(ask)
  })(args)

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

export default function JurorSupport() {
  const page = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('seating')
  const of = (intent: string) => (back?.typed.intent?.[0] === intent ? back : undefined)
  return (
    <DeskPage
      title={page.title}
      where={page.publicName}
      back={{ href: page.list, text: t('support.link') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="seating" done={page.done} />}
    >
      <Choice page={page} back={of('choice')} />
      <Needs page={page} back={of('need')} />
      <Expense back={of('expense')} />
      <BadgeName page={page} back={of('name')} />
      {page.reach ? (
        <DeskSection>
          <p>
            <a href={page.reach}>{t('address.link')}</a>
          </p>
        </DeskSection>
      ) : null}
    </DeskPage>
  )
}

interface PartProps {
  page: Shown
  back: Refused | undefined
}

function Choice({ page, back }: PartProps) {
  const t = useWords('seating')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { juror } = page
  return (
    <DeskSection title={t('juror.paid')} id="paid">
      <InsetText classes="inset-caution">
        <strong>{t('note.read_out')}</strong> {page.note || t('note.usual')}
      </InsetText>
      <p>
        {juror.noteShownOn
          ? t(`note.shown_${juror.noteShownHow ?? 'phone'}`, { day: formatDate(juror.noteShownOn, locale) })
          : t('note.not_shown')}
      </p>
      <Form method="post" noValidate>
        <Checkboxes
          name="told"
          items={[{ value: 'yes', text: t('juror.told') }]}
          values={back?.typed.told}
          error={errorOf('told')}
        />
        <Select
          name="how"
          label={{ text: t('juror.how') }}
          value={shown(back, 'how', juror.noteShownHow ?? 'phone')}
          items={(['phone', 'online', 'paper'] as const).map((value) => ({ value, text: t(`note.how_${value}`) }))}
        />
        <Radios
          name="honorarium"
          fieldset={{ legend: { text: t('juror.honorarium') } }}
          items={honoraria.map((value) => ({
            value,
            text: t(`honorarium.${value}`),
            hint: t(`honorarium.${value}_hint`),
          }))}
          value={shown(back, 'honorarium', juror.honorarium ?? '')}
          error={errorOf('honorarium')}
        />
        <Button name="intent" value="choice">
          {t('juror.save_choice')}
        </Button>
      </Form>
    </DeskSection>
  )
}

function Needs({ page, back }: PartProps) {
  const t = useWords('seating')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskSection title={t('juror.needs')} id="needs">
      <p className="read">{t('juror.needs_how')}</p>
      {page.needs.length ? (
        <ul className="need-list">
          {page.needs.map((need) => (
            <li key={need.kind}>
              <Form method="post" noValidate>
                <h3>{t(`needs.${need.kind}`)}</h3>
                <input type="hidden" name="kind" value={need.kind} />
                <Input
                  name="detail"
                  id={`detail-${need.kind}`}
                  label={{ text: t('juror.detail') }}
                  value={need.detail}
                />
                <Select
                  name="state"
                  id={`state-${need.kind}`}
                  label={{ text: t('juror.state') }}
                  value={need.state}
                  items={needStates.map((value) => ({ value, text: t(`need_states.${value}`) }))}
                />
                <Button name="intent" value="need" classes="govuk-button--secondary">
                  {t('juror.save_need')} <span className="govuk-visually-hidden">{t(`needs.${need.kind}`)}</span>
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t('support.none')}</p>
      )}
      <h3>{t('juror.add_need')}</h3>
      <Form method="post" noValidate>
        <Select
          name="kind"
          label={{ text: t('juror.kind') }}
          value={shown(back, 'kind')}
          error={errorOf('kind')}
          items={[
            { value: '', text: t('juror.choose') },
            ...needKinds.map((value) => ({ value, text: t(`needs.${value}`) })),
          ]}
        />
        <Input
          name="detail"
          label={{ text: t('juror.detail') }}
          value={shown(back, 'detail')}
          error={errorOf('detail')}
        />
        <input type="hidden" name="state" value="open" />
        <Button name="intent" value="need" classes="govuk-button--secondary">
          {t('juror.add_need')}
        </Button>
      </Form>
    </DeskSection>
  )
}

function Expense({ back }: { back: Refused | undefined }) {
  const t = useWords('seating')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskSection title={t('juror.expense')} id="expense-part">
      <p className="read">{t('juror.expense_how')}</p>
      <Form method="post" noValidate>
        <Select
          name="expense"
          label={{ text: t('juror.expense_kind') }}
          value={shown(back, 'expense')}
          error={errorOf('expense')}
          items={[
            { value: '', text: t('juror.choose') },
            ...expenseKinds.map((value) => ({ value, text: t(`payments.${value}`) })),
          ]}
        />
        <Input
          name="pounds"
          label={{ text: t('juror.pounds') }}
          classes="govuk-input--width-5"
          inputmode="decimal"
          prefix={{ text: '£' }}
          value={shown(back, 'pounds')}
          error={errorOf('pounds')}
        />
        <DayField name="forOn" legend={t('juror.for_on')} stored="" back={back} />
        <Button name="intent" value="expense" classes="govuk-button--secondary">
          {t('juror.save_expense')}
        </Button>
      </Form>
    </DeskSection>
  )
}

function BadgeName({ page, back }: PartProps) {
  const t = useWords('seating')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskSection title={t('juror.badge')} id="badge">
      <Form method="post" noValidate>
        <Input
          name="badgeName"
          label={{ text: t('juror.badge_name') }}
          hint={{ text: t('juror.badge_name_hint', { badge: page.juror.badge }) }}
          classes="govuk-input--width-20"
          value={shown(back, 'badgeName', page.juror.badgeName)}
          error={errorOf('badgeName')}
        />
        <Button name="intent" value="name" classes="govuk-button--secondary">
          {t('juror.save_name')}
        </Button>
      </Form>
    </DeskSection>
  )
}
