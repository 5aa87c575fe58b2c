import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { firstLanguage } from '../../../languages/language.ts'
import { useWords } from '../../../languages/use-words.ts'
import { languages } from '../../../languages/words.server.ts'
import { readAddress } from '../../../server/address.ts'
import { formDataOf, line, type Refused, readForm, refused, shown } from '../../../server/form.ts'
import { noParams, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Select } from '../../../ui/select.tsx'
import { Table } from '../../../ui/table.tsx'
import { areasOn } from '../../areas/area-store.server.ts'
import { londonDay } from '../../london-day.ts'
import { noticeKinds } from '../../notices/notice.ts'
import {
  addNoticeContact,
  changeNoticeContact,
  noticeContacts,
  removeNoticeContact,
} from '../../notices/notice-store.server.ts'
import { areaKinds, isSeatKind } from '../../register/register-entry.ts'

const shape = z.object({
  kind: z.enum(noticeKinds, 'notice_kind'),
  label: line(200).pipe(z.string().min(1, 'notice_label')),
  email: line(254),
  area: line(100),
  language: line(20),
  /** Of somebody who is on a list and is changed; empty for whoever is new. */
  contact: line(40),
})

/** The lists of those who are told of an exercise before others: voluntary groups and councillors (need 81, journey 3.2). */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'notices.keep' }, async ({ db, now, words, request }) => {
    const t = words('planning-desk')
    const { searchParams } = new URL(request.url)
    const contacts = await noticeContacts(db)
    const areas = await areasOn(db, londonDay(now), areaKinds)
    const nameOf = (id: string | null) => areas.find((area) => area.id === id)?.name ?? ''
    return {
      title: t('notices.lists'),
      contacts,
      changed: contacts.find(({ id }) => id === searchParams.get('contact')) ?? null,
      // Wards of two districts may be called the same, and a division is often called as a ward is.
      areas: areas.map(({ id, name, kind, parentId }) => ({
        id,
        name: isSeatKind(kind) ? t(`notices.seat.${kind}`, { name, district: nameOf(parentId) }) : name,
      })),
      languages: languages().map(({ code, name }) => ({ code, name })),
      saved: searchParams.has('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'notices.keep' }, async (ask) => {
    const intent = (await formDataOf(ask.request.clone())).get('intent')
    return intent === 'remove' ? remove(ask) : save(ask)
  })(args)

/** Puts somebody on a list, or changes who stands there. */
async function save({ db, request, words, actor, now }: StaffAsk) {
  const t = words('planning-desk')
  const form = await readForm(request, shape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const { kind, label, email, area, language, contact: id } = form.value
  const address = readAddress('email', email)
  if (!address.ok) return refused([{ field: 'email', message: t('errors.notice_email') }], form.typed)
  if (area && !(await areasOn(db, londonDay(now), areaKinds)).some(({ id }) => id === area)) {
    return refused([{ field: 'area', message: t('errors.notice_area') }], form.typed)
  }
  if (!languages().some(({ code }) => code === language)) {
    return refused([{ field: 'language', message: t('errors.notice_language') }], form.typed)
  }
  const contact = { kind, label, address: address.address, areaId: area || null, language }
  const { personId } = actor
  const saved = await write(db, (tx) =>
    id ? changeNoticeContact(tx, { ...contact, id }, personId, now) : addNoticeContact(tx, contact, personId, now),
  )
  const trouble = (key: string) => [{ field: 'email', message: t(`errors.notice_${key}`) }]
  // Pressed again, what was typed is put on the list anew.
  if (saved === 'gone') return refused(trouble('gone'), { ...form.typed, contact: [] })
  if (saved === 'known') return refused(trouble('known'), form.typed)
  throw redirect('/desk/notices?done=saved', 303)
}

async function remove({ db, request, words, actor, now }: StaffAsk) {
  const form = await readForm(request, z.object({ contact: line(40) }), words('planning-desk'))
  if (!form.ok) return refused(form.errors, form.typed)
  await write(db, (tx) => removeNoticeContact(tx, form.value.contact, actor.personId, now))
  throw redirect('/desk/notices?done=saved', 303)
}

export default function NoticeLists() {
  const { title, contacts, changed, areas, languages, saved } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('planning-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const areaName = (id: string | null) => areas.find((area) => area.id === id)?.name ?? t('notices.everywhere')
  const isChange = shown(back, 'contact', changed?.id) !== ''
  const languageName = (code: string) => languages.find((one) => one.code === code)?.name ?? code
  return (
    <DeskPage
      title={title}
      back={{ href: '/desk', text: t('notices.desk') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        saved && !back ? (
          <NotificationBanner type="success" titleText={t('plan.done')} text={t('notices.saved')} />
        ) : null
      }
    >
      <p className="read">{t('notices.lists_text')}</p>
      {noticeKinds.map((kind) => {
        const own = contacts.filter((one) => one.kind === kind)
        return (
          <DeskSection key={kind} title={t(`notices.kinds.${kind}`)} id={kind}>
            {own.length ? (
              <Table
                firstCellIsHeader
                head={[
                  t('notices.label'),
                  t('notices.email'),
                  t('notices.area'),
                  t('notices.language'),
                  t('notices.change'),
                ]}
                rows={own.map((one) => [
                  one.label,
                  one.address,
                  areaName(one.areaId),
                  <bdi key="language" lang={one.language}>
                    {languageName(one.language)}
                  </bdi>,
                  <Form key="change" method="post">
                    <a href={`/desk/notices?contact=${one.id}#add`}>
                      {t('notices.change')} <span className="govuk-visually-hidden">{one.label}</span>
                    </a>{' '}
                    <input type="hidden" name="contact" value={one.id} />
                    <button type="submit" className="link-button" name="intent" value="remove">
                      {t('notices.remove')} <span className="govuk-visually-hidden">{one.label}</span>
                    </button>
                  </Form>,
                ])}
              />
            ) : (
              <EmptyState>{t('notices.nobody')}</EmptyState>
            )}
          </DeskSection>
        )
      })}
      <DeskSection title={t(isChange ? 'notices.anew' : 'notices.add')} id="add">
        <Form method="post" noValidate>
          <input type="hidden" name="contact" value={shown(back, 'contact', changed?.id ?? '')} />
          <Radios
            name="kind"
            fieldset={{ legend: t('notices.kind') }}
            items={noticeKinds.map((value) => ({ value, text: t(`notices.kinds.${value}`) }))}
            value={shown(back, 'kind', changed?.kind)}
            error={errorOf('kind')}
          />
          <Input
            name="label"
            label={t('notices.label')}
            hint={t('notices.label_hint')}
            value={shown(back, 'label', changed?.label)}
            error={errorOf('label')}
          />
          <Input
            name="email"
            label={t('notices.email')}
            value={shown(back, 'email', changed?.address)}
            error={errorOf('email')}
          />
          <Select
            name="area"
            label={t('notices.area')}
            items={[
              { value: '', text: t('notices.everywhere') },
              ...areas.map(({ id, name }) => ({ value: id, text: name })),
            ]}
            value={shown(back, 'area', changed?.areaId ?? '')}
            error={errorOf('area')}
          />
          <Select
            name="language"
            label={t('notices.language')}
            hint={t('notices.language_hint')}
            items={languages.map(({ code, name }) => ({ value: code, text: name, attributes: { lang: code } }))}
            value={shown(back, 'language', changed?.language ?? firstLanguage)}
            error={errorOf('language')}
          />
          <Button name="intent" value="save">
            {t(isChange ? 'notices.save' : 'notices.add')}
          </Button>
        </Form>
      </DeskSection>
    </DeskPage>
  )
}
