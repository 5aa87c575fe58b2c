import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import type { TFunction } from 'i18next'
import { write } from '../../../../db/connect.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { useWords } from '../../../languages/use-words.ts'
import { formDataOf, type Refused, refused, shown } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { FileUpload } from '../../../ui/file-upload.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Table } from '../../../ui/table.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { standingDraw } from '../../draw/drawn-store.server.ts'
import { deskPath, juryFor, slugParams } from '../../jury-access.server.ts'
import { type ListTrouble, readMemberList } from '../../seats/member-list.ts'
import { areasOn, membersOf, takeMembers, troublesWithSeats } from '../../seats/member-store.server.ts'
import { Done } from '../done.tsx'
import { NoAreas } from '../no-areas.tsx'

export const handle = { careful: true }

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const jury = await juryFor(ask, 'jury.manage')
    return {
      title: ask.words('juries-desk')('members.title', { title: jury.publicName }),
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      members: (await membersOf(ask.db, jury.id)).map(({ badge, area, state, personId }) => ({
        badge,
        area,
        state,
        signsIn: personId !== null,
      })),
      areas: await areasOn(ask.db, londonDay(ask.now)),
      draw: (await standingDraw(ask.db, jury.id))?.state ?? null,
      done: new URL(ask.request.url).searchParams.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const t = ask.words('juries-desk')
    const form = await formDataOf(ask.request)
    const file = form.get('file')
    const pasted = form.get('list')
    const text = file instanceof File && file.size > 0 ? await file.text() : typeof pasted === 'string' ? pasted : ''
    const typed = { list: [text.slice(0, 200_000)] }
    const troubles = await write(ask.db, async (tx) => {
      const jury = await juryFor(ask, 'jury.manage', tx)
      const today = londonDay(ask.now)
      const read = readMemberList(text, await areasOn(tx, today))
      if (read.troubles.length) return read.troubles
      const wrong = await troublesWithSeats(tx, jury, read.members, ask.now)
      if (wrong.length) return wrong
      const labelFor = (badge: string) => t('members.label', { badge })
      await takeMembers(tx, { juryId: jury.id, members: read.members, personId: ask.actor.personId, labelFor }, ask.now)
      return []
    })
    if (troubles.length)
      return refused(
        troubles.map((trouble) => inWords(trouble, t)),
        typed,
      )
    throw redirect(deskPath(ask.params.slug, '/members?done=members'), 303)
  })(args)

const inWords = ({ row, column, trouble, value }: ListTrouble, t: TFunction) => ({
  field: 'list',
  message: row
    ? t('errors.list_row', { row, column, trouble: t(`errors.list.${trouble}`, { value }) })
    : t(`errors.list.${trouble}`, { value }),
})

export default function Members() {
  const { title, home, publicName, members, areas, draw, done } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('juries-desk')
  return (
    <DeskPage
      title={title}
      back={{ href: home, text: publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="juries-desk" done={done} />}
    >
      <DeskSection title={t('members.now')} id="now">
        {members.length ? (
          <Table
            firstCellIsHeader
            head={[t('members.badge'), t('members.area'), t('members.state'), t('members.signs_in')]}
            rows={members.map((member) => [
              <bdi key="badge">{member.badge}</bdi>,
              member.area,
              t(`members.states.${member.state}`),
              t(member.signsIn ? 'members.yes' : 'members.on_paper'),
            ])}
          />
        ) : (
          <EmptyState>
            <p>{t('members.none')}</p>
          </EmptyState>
        )}
      </DeskSection>
      {draw ? (
        <DeskSection title={t('members.drawn_here')} id="drawn-here">
          <p className="read">{t(`members.drawn_here_${draw}`)}</p>
          <p>
            {draw === 'concluded' ? (
              <>
                <a href={`${home}/calls`}>{t('members.to_calls')}</a>
                {' · '}
                <a href={`${home}/seats`}>{t('members.to_seats')}</a>
              </>
            ) : (
              <a href={`${home}/draw`}>{t('members.to_draw')}</a>
            )}
          </p>
        </DeskSection>
      ) : (
        <Enter back={back} areas={areas} />
      )}
    </DeskPage>
  )
}

function Enter({ back, areas }: { back: Refused | undefined; areas: string[] }) {
  const t = useWords('juries-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskSection title={t('members.enter')} id="enter">
      <p className="read">{t('members.how')}</p>
      <ul className="read">
        <li>{t('members.how_badge')}</li>
        {areas.length ? <li>{t('members.how_area', { areas: areas.join(', ') })}</li> : null}
        <li>{t('members.how_email')}</li>
        <li>{t('members.how_state')}</li>
      </ul>
      {areas.length ? null : <NoAreas />}
      <Form method="post" encType="multipart/form-data" noValidate>
        <Textarea
          name="list"
          rows={8}
          label={{ text: t('members.paste') }}
          value={shown(back, 'list')}
          error={errorOf('list')}
          spellcheck={false}
        />
        <FileUpload name="file" label={{ text: t('members.file') }} attributes={{ accept: '.csv,.tsv,.txt' }} />
        <Button>{t('members.button')}</Button>
      </Form>
    </DeskSection>
  )
}
