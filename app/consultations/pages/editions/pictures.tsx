import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { useWords } from '../../../languages/use-words.ts'
import { type FieldError, formDataOf, type Refused, refused, shown, type Typed, typedOf } from '../../../server/form.ts'
import { noParams, notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FileUpload } from '../../../ui/file-upload.tsx'
import { FormDesk } from '../../../ui/form-desk.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { pictureAlone, pictureTrouble } from '../../editions/picture.ts'
import {
  addPicture,
  allPictures,
  correctPicture,
  keptPictures,
  withdrawPicture,
} from '../../editions/picture-store.server.ts'
import { translatingPermission } from '../../editions/translating.server.ts'
import { KeptPictures } from './kept-pictures.tsx'

const options = { params: noParams, permission: translatingPermission } as const
const fields = ['name', 'author', 'licence', 'source'] as const
const done = z.enum(['added', 'corrected', 'withdrawn'])

export const loader = (args: LoaderFunctionArgs) =>
  staffPage(options, async (ask) => ({
    title: ask.words('editions')('pictures.title'),
    pictures: await allPictures(ask.db),
    kept: (await keptPictures(ask.db)).map(({ uses, ...one }) => ({
      ...one,
      uses: uses.map((use) => ({ ...use, frozen: use.published && isPast(use.closesOn, ask.now) })),
    })),
    done: done.safeParse(new URL(ask.request.url).searchParams.get('done')).data ?? null,
  }))(args)

const isPast = (day: string | null, now: Date) => day !== null && day < londonDay(now)

export const action = (args: ActionFunctionArgs) =>
  staffPage(options, async (ask) => {
    const t = ask.words('editions')
    const form = await formDataOf(ask.request)
    if (form.has('picture')) return tend(ask, typedOf(form))
    const said = Object.fromEntries(fields.map((name) => [name, String(form.get(name) ?? '').trim()]))
    const typed = Object.fromEntries(fields.map((name) => [name, [said[name]!]]))
    const file = form.get('file')
    const errors: FieldError[] = []
    for (const name of fields) {
      if (name !== 'source' && !said[name]) errors.push({ field: name, message: t(`errors.${name}`) })
      if (said[name]!.length > 200) errors.push({ field: name, message: t('errors.long_field') })
    }
    const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
    const wrong = bytes.length ? pictureTrouble(bytes) : 'picture_none'
    if (wrong) errors.push({ field: 'file', message: t(`errors.${wrong}`) })
    if (errors.length) return refused(errors, typed)
    const { name, author, licence, source } = said as Record<(typeof fields)[number], string>
    const picture = { name, author, licence, source, bytes: pictureAlone(bytes), personId: ask.actor.personId }
    await write(ask.db, (tx) => addPicture(tx, picture, ask.now))
    throw redirect('/desk/pictures?done=added', 303)
  })(args)

/** Corrects what is said of a picture, or withdraws it: both with a reason. */
async function tend(ask: StaffAsk, typed: Typed) {
  const t = ask.words('editions')
  const id = typed.picture?.[0] ?? ''
  const said = (name: string) => (typed[name]?.[0] ?? '').trim()
  const corrects = typed.intent?.[0] === 'correct'
  if (!corrects && typed.intent?.[0] !== 'withdraw') throw notFound()
  const reason = corrects ? 'why' : 'reason'
  const errors: FieldError[] = []
  for (const name of [...(corrects ? fields : []), reason] as const) {
    const field = `${name}-${id}`
    if (name !== 'source' && !said(name)) errors.push({ field, message: t(`errors.${name}`) })
    if (said(name).length > 200) errors.push({ field, message: t('errors.long_field') })
  }
  if (errors.length) return refused(errors, typed)
  const by = { id, personId: ask.actor.personId, why: said(reason) }
  const record = { name: said('name'), author: said('author'), licence: said('licence'), source: said('source') }
  const tended = await write(ask.db, (tx) =>
    corrects ? correctPicture(tx, { ...by, ...record }, ask.now) : withdrawPicture(tx, by, ask.now),
  )
  if (!tended) throw notFound()
  throw redirect(`/desk/pictures?done=${corrects ? 'corrected' : 'withdrawn'}`, 303)
}

export default function Pictures() {
  const { title, pictures, kept, done } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('editions')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <FormDesk
      title={title}
      where={t('easy-read.title')}
      back={{ href: '/desk/exercises', text: t('pictures.back') }}
      refused={back}
      done={done}
      t={t}
    >
      <DeskSection title={t('pictures.all', { count: pictures.length })} id="pictures">
        <ul className="picture-list">
          {pictures.map(({ file, name, author, licence, source }) => (
            <li key={file}>
              <img src={`/pictures/${file}`} alt="" width={72} height={72} loading="lazy" />
              <span>{t(`drawn.${name}`, { defaultValue: name })}</span>
              <span className="meta">{t('pictures.licence', { author, licence })}</span>
              {source ? <span className="meta">{source}</span> : null}
            </li>
          ))}
        </ul>
      </DeskSection>
      {kept.length ? <KeptPictures kept={kept} back={back} /> : null}
      <DeskSection title={t('pictures.add')} id="add">
        <p className="read">{t('pictures.text')}</p>
        <Form method="post" encType="multipart/form-data" noValidate>
          {fields.map((name) => (
            <Input
              key={name}
              name={name}
              label={{ text: t(`pictures.${name === 'licence' ? 'licence_field' : name}`) }}
              value={shown(back?.typed.picture ? undefined : back, name)}
              error={errorOf(name)}
            />
          ))}
          <FileUpload
            name="file"
            label={{ text: t('pictures.file') }}
            hint={{ text: t('pictures.hint') }}
            error={errorOf('file')}
          />
          <Button>{t('pictures.button')}</Button>
        </Form>
      </DeskSection>
    </FormDesk>
  )
}
