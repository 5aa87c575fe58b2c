import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { letterhead } from '../../../feedback/pages/letterhead.server.ts'
import { ProperName } from '../../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { partnershipOf } from '../../../people/partnership-store.server.ts'
import { readAddress } from '../../../server/address.ts'
import { line, type Refused, readForm, refused, shown } from '../../../server/form.ts'
import { enqueue } from '../../../server/outbox-store.server.ts'
import { publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { londonDay } from '../../london-day.ts'
import { panelConfirmDays } from '../../panel/citizens-panel.ts'
import {
  consentWordings,
  panelDistricts,
  panelFields,
  readPanelFields,
} from '../../panel/citizens-panel-form.server.ts'
import { confirmMessage, memberMessage } from '../../panel/citizens-panel-mail.server.ts'
import { joinPanel, panelCode } from '../../panel/citizens-panel-store.server.ts'
import { PanelFields } from './citizens-panel-fields.tsx'

const params = z.object({ l: z.string() })
const shape = z.object({ email: line(300), ...panelFields })

/** Where residents join the citizens' panel. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async ({ db, now, words, request, lang }) => {
    const t = words('citizens-panel')
    const asked = new URL(request.url).searchParams.has('asked')
    return {
      title: t(asked ? 'join.asked' : 'join.title'),
      asked,
      districts: await panelDistricts(db, londonDay(now)),
      wording: consentWordings(lang),
      contact: (await partnershipOf(db))?.contact ?? '',
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const { db, now, words, request, lang, settings } = ask
    const t = words('citizens-panel')
    const form = await readForm(request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const read = readAddress('email', form.value.email)
    const fields = readPanelFields(form.value, await panelDistricts(db, londonDay(now)), lang, t)
    const errors = [...(read.ok ? [] : [{ field: 'email', message: t(`errors.${read.problem}`) }]), ...fields.errors]
    if (!read.ok || errors.length) return refused(errors, form.typed)
    const head = await letterhead(ask)
    const { address } = read
    await write(db, async (tx) => {
      const given = { way: 'email', address, language: lang, entered: 'page', consentOn: londonDay(now) } as const
      const { state, id } = await joinPanel(tx, settings.SECRET, { ...given, ...fields.kept }, now)
      const to = { memberId: id, way: 'email', address, language: lang, code: panelCode(settings.SECRET, id) } as const
      if (state === 'new') await enqueue(tx, confirmMessage(to, head), now)
      if (state === 'known') await enqueue(tx, memberMessage(to, 'known', head), now)
    })
    throw redirect(`/${lang}/citizens-panel/join?asked`, 303)
  })(args)

export default function JoinPanel() {
  const { title, asked, districts, wording, contact } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('citizens-panel')
  const { code } = useLanguage()
  const backTo = { href: `/${code}/citizens-panel`, text: t('title') }
  if (asked && !back) {
    return (
      <ResidentPage title={title} back={backTo}>
        <p>{t('join.asked_text', { days: panelConfirmDays })}</p>
      </ResidentPage>
    )
  }
  return (
    <ResidentPage
      title={title}
      back={backTo}
      lede={t('join.lede')}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <Form method="post" noValidate>
        <Input
          name="email"
          label={t('join.email')}
          hint={t('join.email_hint')}
          type="email"
          autocomplete="email"
          spellcheck={false}
          value={shown(back, 'email')}
          error={fieldErrors(back?.errors, t('error_prefix'))('email')}
        />
        <PanelFields districts={districts} wording={wording} back={back} />
        <Button>{t('join.button')}</Button>
      </Form>
      <p>
        {t('join.paper')} <ProperName>{contact}</ProperName>
      </p>
    </ResidentPage>
  )
}
