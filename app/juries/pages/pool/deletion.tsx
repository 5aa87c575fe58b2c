import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { londonDay } from '../../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { staffPage } from '../../../server/page.ts'
import { formatDate } from '../../../ui/dates.ts'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskFigure, DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { deskPath, juryFor, slugParams } from '../../jury-access.server.ts'
import { deletedKinds, jurorDeletionDay, keepDays } from '../../pool/pool-deletion.ts'
import { certificatesOf, deletionDayOf, poolNow } from '../../pool/pool-deletion-store.server.ts'
import { firstSessionOf, promisedDayOf } from '../../sessions/session-store.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const jury = await juryFor(ask, 'jury.manage')
    const jurorsDay = jurorDeletionDay(jury.commission.followUp12On)
    return {
      title: ask.words('seating')('deletion.title', { title: jury.publicName }),
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      day: await deletionDayOf(ask.db, jury.id),
      first: await firstSessionOf(ask.db, jury.id),
      promised: await promisedDayOf(ask.db, jury.id),
      jurorsDay,
      pool: await poolNow(ask.db, jury.id, jurorsDay !== null && londonDay(ask.now) >= jurorsDay),
      certificates: (await certificatesOf(ask.db, jury.id)).reverse(),
    }
  })(args)

export default function Deletion() {
  const { title, home, publicName, day, first, promised, jurorsDay, pool, certificates } =
    useLoaderData<typeof loader>()
  const t = useWords('seating')
  const { locale } = useLanguage()
  return (
    <DeskPage
      title={title}
      back={{ href: home, text: publicName }}
      figures={
        <>
          <DeskFigure
            figure={pool.going}
            text={t('deletion.going', { count: pool.going })}
            kind={pool.going ? 'due' : undefined}
          />
          <DeskFigure figure={pool.jurors} text={t('deletion.staying', { count: pool.jurors })} />
        </>
      }
    >
      <DeskSection title={t('deletion.when')} id="when">
        <p className="read">
          {day
            ? t('deletion.on', { day: formatDate(day, locale), count: keepDays })
            : t('deletion.no_session', { count: keepDays })}
        </p>
        {promised && first && !first.promised && first.onDate > promised ? (
          <p className="read">
            {t('deletion.promised_earlier', {
              promised: formatDate(promised, locale),
              first: formatDate(first.onDate, locale),
            })}
          </p>
        ) : null}
        <p className="read">{t('deletion.what')}</p>
        <p className="read">
          {jurorsDay ? t('deletion.jurors_on', { day: formatDate(jurorsDay, locale) }) : t('deletion.jurors_later')}
        </p>
        <p className="read">{t('deletion.stays')}</p>
        {pool.owed ? <p className="read">{t('deletion.owed', { count: pool.owed })}</p> : null}
      </DeskSection>
      {certificates.length ? (
        certificates.map(({ number, deletedOn, content, hash, ledgerSeq }) => (
          <DeskSection key={number} title={t('certificate.title', { number })} id={`certificate-${number}`}>
            <p className="read">
              {t(content.jurors ? 'certificate.says_jurors' : 'certificate.says', {
                day: formatDate(deletedOn, locale),
                title: publicName,
                kept: content.kept,
              })}
            </p>
            <SummaryList
              rows={[
                ...deletedKinds.map((kind) => ({
                  key: t(`certificate.${kind}`),
                  // A certificate from before jurors' details were deleted does not name them.
                  value: formatNumber(content[kind] ?? 0, locale),
                })),
                { key: t('certificate.kept'), value: formatNumber(content.kept, locale) },
                { key: t('certificate.kept_until_paid'), value: formatNumber(content.kept_until_paid, locale) },
                { key: t('certificate.hash'), value: <bdi className="long-code">{hash}</bdi> },
                {
                  key: t('certificate.ledger'),
                  value: <a href="/en/check">{t('certificate.entry', { entry: ledgerSeq })}</a>,
                },
              ]}
            />
            <p className="meta">{t('certificate.backups')}</p>
          </DeskSection>
        ))
      ) : (
        <EmptyState>
          <p>{t('certificate.none')}</p>
        </EmptyState>
      )}
    </DeskPage>
  )
}
