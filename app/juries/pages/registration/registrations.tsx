import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, refused, shown, typedIn } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskFigure, DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Table } from '../../../ui/table.tsx'
import { deskPath, juryFor, slugParams } from '../../jury-access.server.ts'
import { one } from '../../posted.server.ts'
import { reasonsAgainst, sources } from '../../registration/application.ts'
import { repliesTo } from '../../registration/recruiting.server.ts'
import { leadTo, openedBy, registeringFor } from '../../registration/registering.server.ts'
import { beginRegistration } from '../../registration/registration-draft-store.server.ts'
import { targetsUsed } from '../../targets/target-store.server.ts'

const ways = ['phone', 'paper'] as const

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const jury = await juryFor(ask, 'jury.manage')
    const replies = await repliesTo(ask.db, jury.id)
    const count = (test: (row: (typeof replies.counts)[number]) => boolean) =>
      replies.counts
        .filter((row) => row.status !== 'TEST_SUBMISSION' && row.status !== 'DELETED' && test(row))
        .reduce((sum, row) => sum + row.people, 0)
    return {
      title: ask.words('recruitment')('registrations.title', { title: jury.publicName }),
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      all: replies.all,
      eligible: replies.eligible,
      tests: replies.tests,
      bySource: sources.map((source) => ({
        source,
        all: count((row) => row.source === source),
        eligible: count((row) => row.source === source && row.eligible),
      })),
      reasons: reasonsAgainst
        .map((why) => ({ why, people: count((row) => row.whyNot === why) }))
        .filter(({ people }) => people > 0),
      state: jury.announcedAt ? await canEnter(ask.db, jury.id) : 'not_announced',
    }
  })(args)

async function canEnter(db: Parameters<typeof targetsUsed>[0], juryId: string) {
  return (await targetsUsed(db, juryId)) === 'drawn' ? ('drawn' as const) : ('open' as const)
}

/** Begins a registration for somebody who rang or wrote, in the same form as everybody's. */
export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const jury = await juryFor(ask, 'jury.manage')
    const t = ask.words('recruitment')
    const typed = await typedIn(ask.request)
    const all = await registeringFor(ask)
    const way = ways.find((known) => known === one(typed, 'way'))
    const errors = []
    if (!way) errors.push({ field: 'way', message: t('errors.way') })
    if (all.registering === 'not_yet') errors.push({ field: 'way', message: t('errors.not_open') })
    if ((await targetsUsed(ask.db, jury.id)) === 'drawn') errors.push({ field: 'way', message: t('errors.drawn') })
    const code = one(typed, 'code')
    const opened = code ? await openedBy(ask, jury, all.recruitment, code) : undefined
    if (code && !opened) errors.push({ field: 'code', message: t('errors.code') })
    if (errors.length || !way) return refused(errors, typed)
    const draft = {
      source: way,
      test: opened?.test ?? false,
      invitationId: opened?.invitationId ?? null,
      by: ask.actor.personId,
    }
    const token = await write(ask.db, (tx) => beginRegistration(tx, jury.id, draft, ask.now))
    throw leadTo(`/en/register/${jury.slug}/age`, ask.settings, jury.slug, { draft: token })
  })(args)

export default function Registrations() {
  const page = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('recruitment')
  const { locale } = useLanguage()
  const number = (n: number) => formatNumber(n, locale)
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskPage
      title={page.title}
      back={{ href: page.home, text: page.publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      figures={
        <>
          <DeskFigure kind="now" figure={number(page.all)} text={t('registrations.replied', { count: page.all })} />
          <DeskFigure figure={number(page.eligible)} text={t('registrations.eligible', { count: page.eligible })} />
        </>
      }
    >
      <DeskSection title={t('registrations.enter')} id="enter">
        {page.state === 'open' ? (
          <>
            <p className="read">{t('registrations.enter_text')}</p>
            <Form method="post" noValidate>
              <Radios
                name="way"
                fieldset={{ legend: { text: t('registrations.way') } }}
                error={errorOf('way')}
                value={shown(back, 'way')}
                items={ways.map((way) => ({ value: way, text: t(`registrations.ways.${way}`) }))}
              />
              <Input
                name="code"
                label={{ text: t('registrations.code') }}
                hint={{ text: t('registrations.code_hint') }}
                classes="govuk-input--width-10 code-input"
                autocomplete="off"
                value={shown(back, 'code')}
                error={errorOf('code')}
              />
              <Button>{t('registrations.begin')}</Button>
            </Form>
          </>
        ) : (
          <InsetText>{t(`registrations.${page.state}`)}</InsetText>
        )}
      </DeskSection>
      <DeskSection title={t('registrations.by_way')} id="by-way">
        <Table
          firstCellIsHeader
          head={[
            t('registrations.way_head'),
            { text: t('registrations.all_head'), format: 'numeric' },
            { text: t('registrations.eligible_head'), format: 'numeric' },
          ]}
          rows={page.bySource.map(({ source, all, eligible }) => [
            t(`registrations.sources.${source}`),
            { text: number(all), format: 'numeric' as const },
            { text: number(eligible), format: 'numeric' as const },
          ])}
        />
        <p className="read">{t('registrations.tests', { count: page.tests })}</p>
      </DeskSection>
      {page.reasons.length ? (
        <DeskSection title={t('registrations.reasons')} id="reasons">
          <p className="read">{t('registrations.reasons_text')}</p>
          <Table
            firstCellIsHeader
            head={[t('registrations.reason_head'), { text: t('registrations.people_head'), format: 'numeric' }]}
            rows={page.reasons.map(({ why, people }) => [
              t(`registrations.why.${why}`),
              { text: number(people), format: 'numeric' as const },
            ])}
          />
        </DeskSection>
      ) : null}
    </DeskPage>
  )
}
