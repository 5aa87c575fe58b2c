import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { letterhead } from '../../../feedback/pages/letterhead.server.ts'
import { useWords } from '../../../languages/use-words.ts'
import { languages } from '../../../languages/words.server.ts'
import { readAddress, wayOf } from '../../../server/address.ts'
import { line, lines, type Refused, readForm, refused, shown } from '../../../server/form.ts'
import { enqueue } from '../../../server/outbox-store.server.ts'
import { noParams, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { Select } from '../../../ui/select.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { londonDay } from '../../london-day.ts'
import {
  consentWordings,
  panelDistricts,
  panelFields,
  readPanelFields,
} from '../../panel/citizens-panel-form.server.ts'
import { memberMessage, type PanelReader } from '../../panel/citizens-panel-mail.server.ts'
import { joinPanel, logPaperMember, type PanelJoining, panelCode } from '../../panel/citizens-panel-store.server.ts'
import { typedDay } from '../../register/plan-form.ts'
import { DayField } from '../day-field.tsx'
import { PanelFields } from './citizens-panel-fields.tsx'

const part = z.string().max(10, 'date').default('')
const shape = z.object({
  address: lines(400),
  language: line(20),
  'signed-day': part,
  'signed-month': part,
  'signed-year': part,
  ...panelFields,
})

/** A member who signed a paper form: with an e-mail address, or by post. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'panel.manage' }, async ({ db, now, words }) => ({
    title: words('citizens-panel-desk')('member.title'),
    districts: await panelDistricts(db, londonDay(now)),
    wording: consentWordings('en'),
    languages: languages().map(({ code, name }) => ({ value: code, text: name })),
  }))(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'panel.manage' }, async (ask) => {
    const { db, now, words, request, actor, settings } = ask
    const [t, fieldWords] = [words('citizens-panel-desk'), words('citizens-panel')]
    const form = await readForm(request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { value } = form
    const today = londonDay(now)
    const language = languages().find(({ code }) => code === value.language)?.code
    const way: PanelJoining['way'] = wayOf(value.address) === 'email' ? 'email' : 'letter'
    const read = readAddress(way, value.address)
    const signed = typedDay(value['signed-day'], value['signed-month'], value['signed-year'])
    const fields = readPanelFields(value, await panelDistricts(db, today), language ?? 'en', fieldWords)
    const errors = [
      ...(read.ok ? [] : [{ field: 'address', message: t(`errors.${read.problem}`) }]),
      ...(language ? [] : [{ field: 'language', message: t('errors.language') }]),
      ...(signed && signed <= today ? [] : [{ field: 'signed-day', message: t('errors.signed') }]),
      ...fields.errors,
    ]
    if (!read.ok || !language || !signed || errors.length) return refused(errors, form.typed)
    const head = await letterhead(ask)
    const { address } = read
    const state = await write(db, async (tx) => {
      const given = { way, address, language, entered: 'paper', consentOn: signed, ...fields.kept } as const
      const { state, id } = await joinPanel(tx, settings.SECRET, given, now)
      if (state !== 'new') return state
      await logPaperMember(tx, actor.personId, now)
      const reader: PanelReader = { memberId: id, way, address, language, code: panelCode(settings.SECRET, id) }
      await enqueue(tx, memberMessage(reader, 'welcome', head), now)
      return state
    })
    if (state !== 'new') return refused([{ field: 'address', message: t('errors.known') }], form.typed)
    throw redirect('/desk/citizens-panel?done=entered', 303)
  })(args)

export default function PaperMember() {
  const { title, districts, wording, languages } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('citizens-panel-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const words = { day: t('date.day'), month: t('date.month'), year: t('date.year'), error: t('error_prefix') }
  return (
    <DeskPage
      title={title}
      back={{ href: '/desk/citizens-panel', text: t('title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <p className="read">{t('member.text')}</p>
      <DeskSection>
        <Form method="post" noValidate>
          <Textarea
            name="address"
            label={{ text: t('member.address') }}
            hint={{ text: t('member.address_hint') }}
            rows={4}
            value={shown(back, 'address')}
            error={errorOf('address')}
          />
          <Select
            name="language"
            label={{ text: t('member.language') }}
            items={languages}
            value={shown(back, 'language', 'en')}
            error={errorOf('language')}
          />
          <DayField name="signed" legend={t('member.signed')} stored={null} back={back} words={words} />
          <PanelFields districts={districts} wording={wording} back={back} />
          <Button>{t('member.button')}</Button>
        </Form>
      </DeskSection>
    </DeskPage>
  )
}
