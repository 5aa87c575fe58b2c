import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, readForm, refused } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import type { Commission } from '../../commission/commission.ts'
import { commissionFrom, commissionShape } from '../../commission/commission-form.ts'
import { deskPath, juryFor, slugParams } from '../../jury-access.server.ts'
import { saveCommission } from '../../jury-store.server.ts'
import { CommissionFields } from './commission-fields.tsx'

const days = new Set<keyof Commission>(['promiseBy', 'followUp6On', 'followUp12On'])
const commissionParts = [
  'question',
  'outOfBounds',
  'commissionedBy',
  'budget',
  'seats',
  'promiseWho',
  'promiseBy',
  'promiseHow',
  'oversight',
  'followUp6On',
  'followUp12On',
] as const satisfies (keyof Commission)[]

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const jury = await juryFor(ask, 'jury.manage')
    const t = ask.words('juries-desk')
    return {
      title: t('commission.title', { title: jury.publicName }),
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      commission: jury.commission,
      announced: jury.announcedAt !== null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const t = ask.words('juries-desk')
    const form = await readForm(ask.request, commissionShape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { commission, wrong } = commissionFrom(form.value, londonDay(ask.now))
    const errors = wrong.map(({ field, key }) => ({ field, message: t(`errors.${key}`) }))
    if (errors.length) return refused(errors, form.typed)
    const { publicName } = form.value
    const stands = await write(ask.db, async (tx) => {
      const jury = await juryFor(ask, 'jury.manage', tx)
      if (jury.announcedAt) return true
      await saveCommission(tx, jury, { publicName, commission, personId: ask.actor.personId }, ask.now)
      return false
    })
    if (stands) return refused([{ field: 'publicName', message: t('errors.announced') }], form.typed)
    throw redirect(deskPath(ask.params.slug, '?done=saved'), 303)
  })(args)

export default function CommissionPage() {
  const { title, home, publicName, commission, announced } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('juries-desk')
  const { locale } = useLanguage()
  return (
    <DeskPage
      title={title}
      back={{ href: home, text: publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      {announced ? (
        <>
          <InsetText>{t('commission.stands')}</InsetText>
          <DeskSection>
            <SummaryList
              rows={commissionParts.map((part) => ({
                key: t(`commission.${part}.label`),
                value: days.has(part) ? formatDate(String(commission[part]), locale) : String(commission[part]),
              }))}
            />
          </DeskSection>
        </>
      ) : (
        <Form method="post" noValidate>
          <p className="read">{t('commission.gaps')}</p>
          <CommissionFields back={back} stored={{ ...commission, publicName }} />
          <Button>{t('commission.save')}</Button>
        </Form>
      )}
    </DeskPage>
  )
}
