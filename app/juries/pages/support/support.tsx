import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { staffPage } from '../../../server/page.ts'
import { formatDate } from '../../../ui/dates.ts'
import { DeskFigure, DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Table } from '../../../ui/table.tsx'
import { deskPath, juryFor, slugParams } from '../../jury-access.server.ts'
import { arrangementsOf } from '../../support/arrangement-store.server.ts'
import { jurorsOf } from '../../support/juror-store.server.ts'
import { needText } from '../sessions/need-text.ts'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const jury = await juryFor(ask, 'jury.manage')
    const arrangements = await arrangementsOf(ask.db, jury.id)
    const jurors = (await jurorsOf(ask.db, jury.id))
      .filter(({ state }) => state === 'seated' || state === 'alternate')
      .map((juror) => ({ ...juror, needs: arrangements.filter(({ memberId }) => memberId === juror.memberId) }))
    return {
      title: ask.words('seating')('support.title', { title: jury.publicName }),
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      jurors,
      open: jurors.flatMap(({ needs }) => needs).filter(({ state }) => state === 'open').length,
      unchosen: jurors.filter(({ honorarium }) => honorarium === null).length,
    }
  })(args)

export default function Support() {
  const { title, home, publicName, jurors, open, unchosen } = useLoaderData<typeof loader>()
  const t = useWords('seating')
  const { locale } = useLanguage()
  return (
    <DeskPage
      title={title}
      back={{ href: home, text: publicName }}
      figures={
        <>
          <DeskFigure figure={open} text={t('support.open', { count: open })} kind={open ? 'due' : undefined} />
          <DeskFigure
            figure={unchosen}
            text={t('support.unchosen', { count: unchosen })}
            kind={unchosen ? 'due' : undefined}
          />
        </>
      }
    >
      <DeskSection title={t('support.who')} id="who">
        <p className="read">{t('support.how')}</p>
        {jurors.length ? (
          <Table
            firstCellIsHeader
            head={[
              t('seats.badge'),
              t('support.as'),
              t('support.honorarium'),
              t('support.note_head'),
              t('support.needs'),
            ]}
            rows={jurors.map((juror) => [
              <a key="badge" href={`${home}/support/${encodeURIComponent(juror.badge)}`}>
                <span className="govuk-visually-hidden">{t('support.open_juror')} </span>
                <bdi>{juror.badge}</bdi>
                {juror.badgeName ? ` ${juror.badgeName}` : null}
              </a>,
              t(`stand.${juror.state === 'seated' ? 'seated' : 'ready'}`),
              juror.honorarium ? t(`honorarium.${juror.honorarium}`) : t('honorarium.unasked'),
              juror.noteShownOn
                ? t(`note.shown_${juror.noteShownHow ?? 'phone'}`, { day: formatDate(juror.noteShownOn, locale) })
                : t('note.not_shown'),
              juror.needs.length ? (
                <ul key="needs">
                  {juror.needs.map((need) => (
                    <li key={need.kind}>
                      {needText(t, need)}: {t(`need_states.${need.state}`)}
                    </li>
                  ))}
                </ul>
              ) : (
                t('support.none')
              ),
            ])}
          />
        ) : (
          <EmptyState>
            <p>{t('support.nobody')}</p>
          </EmptyState>
        )}
      </DeskSection>
    </DeskPage>
  )
}
