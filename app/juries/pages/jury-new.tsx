import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../db/connect.ts'
import { hidesAPage } from '../../engagement/exercise.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { useWords } from '../../languages/use-words.ts'
import { type Refused, readForm, refused } from '../../server/form.ts'
import { noParams, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { FormErrors } from '../../ui/errors.tsx'
import { DeskPage } from '../../ui/page-kinds.tsx'
import { commissionFrom, commissionShape } from '../commission/commission-form.ts'
import { deskPath } from '../jury-access.server.ts'
import { createJury } from '../jury-store.server.ts'
import { CommissionFields } from './commission/commission-fields.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'jury.manage' }, async ({ words }) => ({
    title: words('juries-desk')('commission.new_title'),
  }))(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'jury.manage' }, async ({ request, db, actor, now, words }) => {
    const t = words('juries-desk')
    const form = await readForm(request, commissionShape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { commission, wrong } = commissionFrom(form.value, londonDay(now))
    if (hidesAPage(form.value.publicName)) wrong.unshift({ field: 'publicName', key: 'name_taken' })
    if (wrong.length) {
      return refused(
        wrong.map(({ field, key }) => ({ field, message: t(`errors.${key}`) })),
        form.typed,
      )
    }
    const slug = await write(db, (tx) =>
      createJury(
        tx,
        {
          publicName: form.value.publicName,
          commission,
          method: t('commission.method'),
          runBy: actor.organisationId ?? '',
          personId: actor.personId,
        },
        now,
      ),
    )
    throw redirect(deskPath(slug, '?done=created'), 303)
  })(args)

const empty = {
  publicName: '',
  question: '',
  commissionedBy: '',
  budget: '',
  promiseWho: '',
  promiseBy: '',
  promiseHow: '',
  outOfBounds: '',
  oversight: '',
  followUp6On: '',
  followUp12On: '',
  seats: 24,
}

export default function NewJury() {
  const { title } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('juries-desk')
  return (
    <DeskPage
      title={title}
      back={{ href: '/desk/juries', text: t('desk.title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <p className="read">{t('commission.gaps')}</p>
      <Form method="post" noValidate>
        <CommissionFields back={back} stored={empty} />
        <Button>{t('commission.create')}</Button>
      </Form>
    </DeskPage>
  )
}
