import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type Handle, write } from '../../../../db/connect.ts'
import { useWords } from '../../../languages/use-words.ts'
import { addressTrouble } from '../../../server/address.ts'
import { type Refused, refused, shown, typedIn } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { deskPath, juryFor, slugParams } from '../../jury-access.server.ts'
import { one } from '../../posted.server.ts'
import { correctAddress } from '../../seats/address-correction-store.server.ts'
import { holderContacts, holdersOf } from '../../seats/holder-store.server.ts'
import { Done } from '../done.tsx'

const params = slugParams.extend({ application: z.string().max(100) })

/** Somebody who was drawn, stands by or sits, with what is kept to reach them: for the jury's manager alone. */
async function found(ask: StaffAsk<{ slug: string; application: string }>, db: Handle = ask.db) {
  const jury = await juryFor(ask, 'jury.manage', db)
  const id = ask.params.application
  const holder = (await holdersOf(db, jury.id)).find(({ applicationId }) => applicationId === id)
  const contact = holder && (await holderContacts(db, [id])).get(id)
  if (!contact) throw notFound()
  return { jury, contact, holder }
}

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'jury.manage' }, async (ask) => {
    const { jury, contact } = await found(ask)
    const t = ask.words('seating')
    return {
      title: t('address.title', { who: contact.name || t('reach.no_name') }),
      publicName: jury.publicName,
      calls: deskPath(jury.slug, '/calls'),
      email: contact.email,
      done: new URL(ask.request.url).searchParams.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'jury.manage' }, async (ask) => {
    const t = ask.words('seating')
    const typed = await typedIn(ask.request)
    const email = one(typed, 'email').toLowerCase()
    const wrong = (key: string) => refused([{ field: 'email', message: t(`errors.${key}`) }], typed)
    if (email && (email.length > 200 || addressTrouble('email', email))) return wrong('email')
    const result = await write(ask.db, async (tx) => {
      const { jury } = await found(ask, tx)
      const labelFor = (badge: string) => ask.words('juries-desk')('members.label', { badge })
      const applicationId = ask.params.application
      return correctAddress(tx, { jury, applicationId, email, personId: ask.actor.personId, labelFor }, ask.now)
    })
    if (result === 'taken' || result === 'gone') return wrong(`email_${result}`)
    throw redirect(deskPath(ask.params.slug, `/reach/${encodeURIComponent(ask.params.application)}?done=address`), 303)
  })(args)

/** The e-mail address of somebody who was drawn, corrected. */
export default function ReachPage() {
  const page = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('seating')
  return (
    <DeskPage
      title={page.title}
      where={page.publicName}
      back={{ href: page.calls, text: t('calls.now') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="seating" done={page.done} />}
    >
      <DeskSection>
        <p className="read">{t('address.text')}</p>
        <Form method="post" noValidate>
          <Input
            name="email"
            type="email"
            label={{ text: t('address.email') }}
            hint={{ text: t('address.hint') }}
            autocomplete="off"
            spellcheck={false}
            value={shown(back, 'email', page.email)}
            error={fieldErrors(back?.errors, t('error_prefix'))('email')}
            attributes={{ dir: 'ltr' }}
          />
          <Button>{t('address.save')}</Button>
        </Form>
      </DeskSection>
    </DeskPage>
  )
}
