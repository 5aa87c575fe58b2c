import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { may } from '../../../people/permission.ts'
import { type FieldError, type Refused, refused, typedIn } from '../../../server/form.ts'
import { noParams, notFound, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { Table } from '../../../ui/table.tsx'
import { inForce, maySign, panelAssessmentFields } from '../../panel/panel-assessment.ts'
import {
  assessmentHash,
  panelAssessments,
  signPanelAssessment,
  writePanelAssessment,
} from '../../panel/panel-assessment-store.server.ts'
import { emptyErrors, readAssessment } from '../../publishing/assessment-form.server.ts'
import { emptyOf } from '../../publishing/publication.ts'
import { AssessmentFields } from '../publishing/assessment-fields.tsx'

const home = '/desk/citizens-panel/assessment'
const kind = 'panel'
const done = z.enum(['saved', 'signed'])

/** What the citizens' panel does with people's data: written by one, signed by another, before anybody is asked. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'panel.assess' }, async ({ db, words, request, actor }) => {
    const versions = await panelAssessments(db)
    const newest = versions[0] ?? null
    const t = words('publishing')
    const wanted = done.safeParse(new URL(request.url).searchParams.get('done'))
    const isOfSigner = may(actor.grants, 'panel.sign')
    return {
      title: words('citizens-panel-desk')('assessment.title'),
      keepsPanel: may(actor.grants, 'panel.manage'),
      versions: versions.map(({ content: _, ...version }) => version),
      force: inForce(versions)?.version ?? null,
      newest: newest && { version: newest.version, hash: assessmentHash(newest) },
      signs: isOfSigner && maySign(newest, actor.personId),
      wroteIt: isOfSigner && newest?.signedAt === null && newest.writtenBy === actor.personId,
      fields: panelAssessmentFields.map((name) => ({
        name,
        value: newest?.content[name] ?? String(t(`prefilled.${kind}.${name}`)),
      })),
      done: wanted.success ? wanted.data : null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'panel.assess' }, async ({ db, now, words, request, actor }) => {
    const typed = await typedIn(request)
    const t = words('publishing')
    const own = words('citizens-panel-desk')
    const { personId } = actor
    const intent = typed.intent?.[0]
    if (intent === 'save') {
      const { content, errors } = readAssessment(typed, { kind, fields: panelAssessmentFields }, t)
      const empty = emptyErrors(emptyOf(panelAssessmentFields, content), kind, t)
      if (errors.length || empty.length) return refused([...errors, ...empty], typed)
      await write(db, (tx) => writePanelAssessment(tx, { content, personId }, now))
      throw redirect(`${home}?done=saved`, 303)
    }
    if (intent !== 'sign' || !may(actor.grants, 'panel.sign')) throw notFound()
    const hash = typed.hash?.[0] ?? ''
    const made = await write(db, (tx) => signPanelAssessment(tx, { hash, personId }, now))
    const trouble = (key: string): FieldError[] => [{ field: 'content', message: own(`errors.assessment_${key}`) }]
    if (made !== 'signed') return refused(trouble(made === 'own' ? 'own' : 'changed'), {})
    throw redirect(`${home}?done=signed`, 303)
  })(args)

export default function PanelAssessmentPage() {
  const {
    title,
    keepsPanel,
    versions,
    force,
    newest,
    signs,
    wroteIt,
    fields,
    done: just,
  } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('citizens-panel-desk')
  const { locale } = useLanguage()
  const day = (iso: string) => formatDate(iso.slice(0, 10), locale)
  return (
    <DeskPage
      title={title}
      back={keepsPanel ? { href: '/desk/citizens-panel', text: t('title') } : { href: '/desk', text: t('desk') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        just && !back ? (
          <NotificationBanner type="success" titleText={t('done_title')} text={t(`done.assessment_${just}`)} />
        ) : null
      }
    >
      <p className="read">{t('assessment.text')}</p>
      {force === null ? <InsetText classes="inset-caution">{t('assessment.no_force')}</InsetText> : null}
      {versions.length ? (
        <DeskSection title={t('assessment.versions')} id="versions">
          <Table
            firstCellIsHeader
            head={(['version', 'written', 'writer', 'signed', 'signer'] as const).map((key) => t(`assessment.${key}`))}
            rows={versions.map(({ version, writtenAt, writer, signedAt, signer }) => [
              String(version),
              day(writtenAt),
              writer,
              signedAt ? day(signedAt) : t('assessment.unsigned'),
              signer ?? '–',
            ])}
          />
        </DeskSection>
      ) : (
        <p className="read">{t('assessment.none')}</p>
      )}
      {wroteIt ? <p className="read">{t('assessment.own')}</p> : null}
      {signs && newest ? (
        <DeskSection title={t('assessment.sign_title')} id="sign">
          <p className="read">{t('assessment.sign_text')}</p>
          <Form method="post">
            <input type="hidden" name="hash" value={newest.hash} />
            <Button name="intent" value="sign">
              {t('assessment.sign', { version: newest.version })}
            </Button>
          </Form>
        </DeskSection>
      ) : null}
      <DeskSection title={t('assessment.write')} id="write">
        <Form method="post" noValidate>
          <AssessmentFields kind={kind} fields={fields} back={back} />
          <Button name="intent" value="save" classes="govuk-button--secondary">
            {t('assessment.save')}
          </Button>
        </Form>
      </DeskSection>
    </DeskPage>
  )
}
