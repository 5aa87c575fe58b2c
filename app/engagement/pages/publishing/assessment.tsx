import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type Tx, write } from '../../../../db/connect.ts'
import { reasonSentences } from '../../../consultations/equality/characteristic-words.ts'
import { ownReasons } from '../../../consultations/equality/equality-choice-store.server.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { isEverywhere } from '../../../people/permission.ts'
import {
  type FieldError,
  type Refused,
  refused,
  seenField,
  shown,
  type Typed,
  typedIn,
  workNamed,
} from '../../../server/form.ts'
import { changedMeanwhile, markOf } from '../../../server/meanwhile.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FormDesk } from '../../../ui/form-desk.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Select } from '../../../ui/select.tsx'
import { organisationsByName } from '../../areas/area-store.server.ts'
import { exerciseFor } from '../../exercise-access.server.ts'
import { londonDay } from '../../london-day.ts'
import { addPartner } from '../../partner-store.server.ts'
import { emptyErrors, readAssessment } from '../../publishing/assessment-form.server.ts'
import {
  type Assessment,
  assessmentFields,
  assessmentKinds,
  emptyFields,
  holding,
} from '../../publishing/publication.ts'
import { publicationFacts } from '../../publishing/publication-facts.server.ts'
import { assessmentOf, saveAssessment, signMatter } from '../../publishing/publication-store.server.ts'
import { AssessmentFields } from './assessment-fields.tsx'

const params = z.object({ id: z.string().max(100), kind: z.enum(assessmentKinds) })
const permission = 'exercise.plan'
const done = z.enum(['saved', 'signed', 'partner'])
type Here = StaffAsk<z.output<typeof params>>

async function here(ask: Here, db: Here['db'] | Tx = ask.db) {
  const exercise = await exerciseFor(ask, db)
  if (exercise.kind !== 'consultation') throw notFound()
  return { exercise, facts: await publicationFacts(db, exercise, londonDay(ask.now)) }
}

/** What is written, and before that what is known already. */
async function shownNow(ask: Here, db: Here['db'] | Tx, { exercise, facts }: Awaited<ReturnType<typeof here>>) {
  const { kind } = ask.params
  const t = ask.words('publishing')
  const stored = await assessmentOf(db, exercise.id, kind)
  const partners = facts.partners.map(({ name }) => name).join(', ')
  const prefilled: Assessment = {
    groups: exercise.audiences,
    parts: String(t('prefilled.parts', { partners })),
    collected: String(t('prefilled.collected')),
    basis: String(t('prefilled.basis')),
    special: String(t('prefilled.special')),
    kept: String(t('prefilled.kept')),
    purpose: exercise.decision,
  }
  return {
    written: stored !== undefined,
    fields: assessmentFields[kind].map((name) => ({ name, value: stored?.content[name] ?? prefilled[name] ?? '' })),
  }
}

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { kind } = ask.params
    const { exercise, facts } = await here(ask)
    const t = ask.words('publishing')
    const { written, fields } = await shownNow(ask, ask.db, { exercise, facts })
    const wanted = done.safeParse(new URL(ask.request.url).searchParams.get('done'))
    return {
      title: t(`assessments.${kind}.title`),
      exercise: { id: exercise.id, title: exercise.title },
      kind,
      isLead: exercise.runBy === ask.actor.organisationId || isEverywhere(ask.actor.grants),
      partners: facts.partners,
      organisations: (await organisationsByName(ask.db)).filter(
        ({ id }) => !facts.partners.some((partner) => partner.id === id),
      ),
      fields,
      mark: markOf(fields),
      aboutPeople: reasonSentences(
        ask.words,
        facts.equalityChoice,
        languageOf(ask.lang)!.locale,
        await ownReasons(ask.db, facts.equalityChoice, ask.lang),
      ),
      written,
      signed: holding(facts.signatures, kind, facts.hashes[kind]).map((one) => ({
        label: (one as { label?: string }).label ?? '',
        organisation: facts.partners.find(({ id }) => id === one.organisationId)?.name ?? '',
        signedAt: one.signedAt,
      })),
      done: wanted.success ? wanted.data : null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    await here(ask)
    const typed = await typedIn(ask.request)
    const work = workNamed(works, typed.intent?.[0])
    if (!work) throw notFound()
    const outcome = await write(ask.db, (tx) => work(ask, tx, typed))
    if (typeof outcome !== 'string') return refused(outcome, typed)
    const home = `/desk/exercises/${encodeURIComponent(ask.params.id)}/assessments/${ask.params.kind}`
    throw redirect(`${home}?done=${outcome}`, 303)
  })(args)

type Outcome = z.output<typeof done> | FieldError[]

const read = (ask: Here, typed: Typed) => {
  const { kind } = ask.params
  return readAssessment(typed, { kind, fields: assessmentFields[kind] }, ask.words('publishing'))
}

/** A browser sends line breaks in its own way. */
const sameText = (one: string, other: string) =>
  one.replaceAll('\r\n', '\n').trim() === other.replaceAll('\r\n', '\n').trim()

async function save(ask: Here, tx: Tx, typed: Typed): Promise<Outcome> {
  const { exercise, facts } = await here(ask, tx)
  const { kind } = ask.params
  const { content, errors } = read(ask, typed)
  if (errors.length) return errors
  const { fields } = await shownNow(ask, tx, { exercise, facts })
  const changes = fields.flatMap(({ name, value }) =>
    sameText(content[name]!, value) ? [] : [{ field: name, now: value }],
  )
  const meanwhile = changedMeanwhile(typed, fields, changes, ask.words('planning-desk'))
  if (meanwhile.length) return meanwhile
  await saveAssessment(tx, { exerciseId: exercise.id, kind, content, personId: ask.actor.personId }, ask.now)
  return 'saved'
}

/** Saves what stands in the form and signs just that. */
async function sign(ask: Here, tx: Tx, typed: Typed): Promise<Outcome> {
  const t = ask.words('publishing')
  const { kind } = ask.params
  const empty = emptyFields(kind, read(ask, typed).content)
  if (empty.length) return emptyErrors(empty, kind, t)
  const saved = await save(ask, tx, typed)
  if (saved !== 'saved') return saved
  const { exercise, facts } = await here(ask, tx)
  const { personId, organisationId } = ask.actor
  const hash = facts.hashes[kind]!
  await signMatter(tx, { exerciseId: exercise.id, matter: kind, personId, organisationId, hash }, ask.now)
  return 'signed'
}

/** Makes the exercise a joint one: the lead's to decide, and recorded with its day and name. */
async function partner(ask: Here, tx: Tx, typed: Typed): Promise<Outcome> {
  const { exercise, facts } = await here(ask, tx)
  const isLead = exercise.runBy === ask.actor.organisationId
  if (!isLead || ask.params.kind !== 'controllers' || exercise.publishedAt) throw notFound()
  const organisationId = typed.partner?.[0] ?? ''
  const known = (await organisationsByName(tx)).some(({ id }) => id === organisationId)
  if (!known || facts.partners.some(({ id }) => id === organisationId)) {
    return [{ field: 'partner', message: String(ask.words('publishing')('errors.partner')) }]
  }
  await addPartner(tx, { exerciseId: exercise.id, organisationId, personId: ask.actor.personId }, ask.now)
  return 'partner'
}
const works = { save, sign, partner }

export default function AssessmentPage() {
  const view = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('publishing')
  const { locale } = useLanguage()
  const { title, exercise, kind, fields, signed, done: just, partners, organisations, isLead, aboutPeople } = view
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <FormDesk
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}/check`, text: t('title') }}
      refused={back}
      done={just}
      t={t}
    >
      <p className="read">{t(`assessments.${kind}.text`)}</p>
      {signed.map(({ label, organisation, signedAt }) => (
        <p key={label}>
          {t('signed_by', { label: organisation ? `${label}, ${organisation}` : label })}{' '}
          <DateText iso={signedAt} locale={locale} />
        </p>
      ))}
      {kind === 'equality' ? (
        <DeskSection title={t('asked_title')} id="asked">
          <ul>
            {aboutPeople.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <p>
            <a href={`/desk/exercises/${exercise.id}/equality`}>{t('go_asked')}</a>
          </p>
        </DeskSection>
      ) : null}
      {kind === 'controllers' ? (
        <DeskSection title={t('partners_title')} id="partners">
          <ul>
            {partners.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
          {isLead && organisations.length ? (
            <Form method="post" noValidate>
              <Select
                name="partner"
                label={t('add_partner')}
                error={errorOf('partner')}
                value={shown(back, 'partner')}
                items={[
                  { value: '', text: t('choose_partner') },
                  ...organisations.map(({ id, name }) => ({ value: id, text: name })),
                ]}
              />
              <Button name="intent" value="partner" classes="govuk-button--secondary">
                {t('add_partner_button')}
              </Button>
            </Form>
          ) : null}
        </DeskSection>
      ) : null}
      <Form method="post" noValidate>
        <input type="hidden" name={seenField} value={view.mark} />
        <AssessmentFields kind={kind} fields={fields} back={back} />
        <ButtonGroup>
          <Button name="intent" value="sign">
            {t('save_and_sign')}
          </Button>
          <Button name="intent" value="save" classes="govuk-button--secondary">
            {t('save')}
          </Button>
        </ButtonGroup>
      </Form>
    </FormDesk>
  )
}
