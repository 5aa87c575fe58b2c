import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { HeardBars } from '../../../ui/charts/heard-bars.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FileUpload } from '../../../ui/file-upload.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { formatNumber, formatPerMille } from '../../../ui/numbers.ts'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Table } from '../../../ui/table.tsx'
import type { ProfileValue } from '../../pool/pool-profile.ts'
import { useSeats } from '../draw/chance-parts.tsx'

type ProfileOf = { category: string; values: ProfileValue[] }[]

/** Pool against targets: what is missing in words, then a table and bars for each criterion. */
export function Profile({
  profile,
  people,
  drawn,
  home,
}: {
  profile: ProfileOf
  people: number
  drawn: boolean
  home: string
}) {
  const t = useWords('drawing-desk')
  const short = profile.flatMap(({ values }) => values.filter((value) => value.short))
  const groups = short.map(({ name, people: has, min }) => t('pool.short_group', { value: name, people: has, min }))
  return (
    <DeskSection title={t('pool.profile')} id="profile">
      {!profile.length || !people ? (
        <p>
          {t(profile.length ? 'pool.profile_empty' : 'pool.profile_no_targets')}{' '}
          {profile.length ? null : <a href={`${home}/targets`}>{t('desk.to.targets')}</a>}
        </p>
      ) : (
        <>
          <p className="read">
            {drawn
              ? t('pool.after_draw')
              : short.length
                ? t('pool.short', { count: short.length, groups: groups.join(', ') })
                : t('pool.enough')}
          </p>
          <p className="meta">{t('pool.profile_text')}</p>
          {profile.map((criterion, i) => (
            <ProfileBars key={criterion.category} criterion={criterion} id={`profile-${i + 1}`} />
          ))}
        </>
      )}
    </DeskSection>
  )
}

function ProfileBars({ criterion: { category, values }, id }: { criterion: ProfileOf[number]; id: string }) {
  const t = useWords('drawing-desk')
  const { direction, locale } = useLanguage()
  const seats = useSeats()
  const share = (part: number) => formatPerMille(Math.round(part * 1_000), locale)
  return (
    <>
      <h3>{category}</h3>
      <HeardBars
        id={id}
        title={category}
        description={t('pool.chart_desc', { category })}
        direction={direction}
        head={{ group: category, answered: t('pool.share'), lives: t('pool.target') }}
        groups={values.map((value) => ({
          label: value.name,
          answered: value.share,
          lives: value.target,
          text: t('pool.bar_text', { people: formatNumber(value.people, locale), seats: seats(value) }),
          answeredText: t('pool.share_text', {
            people: formatNumber(value.people, locale),
            share: share(value.share),
          }),
          livesText: t('pool.target_text', { seats: seats(value), share: share(value.target) }),
        }))}
      />
    </>
  )
}

interface FilesProps {
  home: string
  file: { people: number; by: string; on: string; notes: string[] } | undefined
  drawn: boolean
  /** A draw or lottery holds these people. */
  standing: boolean
  /** A draw is announced or decided: nobody is added to its people. */
  closed: boolean
  back: Refused | undefined
}

/** Taking a file of volunteers in, taking it out again, and giving files back. */
export function PoolFiles({ home, file, drawn, standing, closed, back }: FilesProps) {
  const t = useWords('drawing-desk')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const files = ['respondents', 'safe', ...(drawn ? ['selected', 'remaining'] : [])]
  const names: Record<string, string> = { safe: 'respondents-spreadsheet' }
  return (
    <DeskSection title={t('pool.files')} id="files">
      {file ? (
        <>
          <p>{t('pool.file_in', { count: file.people, day: formatDate(file.on, locale), by: file.by })}</p>
          {file.notes.length ? (
            <>
              <p className="read">{t('pool.file_notes')}</p>
              <ul>
                {file.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            </>
          ) : null}
          {standing ? null : (
            <Form method="post" noValidate>
              <p className="read">{t('pool.remove_text')}</p>
              <Button name="intent" value="remove" classes="govuk-button--warning">
                {t('pool.remove')}
              </Button>
            </Form>
          )}
        </>
      ) : closed ? (
        <InsetText>
          {t('pool.closed_text')}{' '}
          <a href={`${home}/${drawn ? 'seats' : 'draw'}`}>{t(drawn ? 'pool.closed_seats' : 'pool.closed_draw')}</a>
        </InsetText>
      ) : (
        <Form method="post" encType="multipart/form-data" noValidate>
          <p className="read">{t('pool.import_text')}</p>
          <FileUpload
            name="file"
            label={{ text: t('pool.file') }}
            hint={{ text: t('pool.file_hint') }}
            error={errorOf('file')}
          />
          <Input
            name="idColumn"
            label={{ text: t('pool.id_column') }}
            hint={{ text: t('pool.id_column_hint') }}
            classes="govuk-input--width-20"
            value={shown(back, 'idColumn')}
          />
          <Input
            name="householdColumns"
            label={{ text: t('pool.household_columns') }}
            hint={{ text: t('pool.household_columns_hint') }}
            value={shown(back, 'householdColumns')}
          />
          <Button classes="govuk-button--secondary">{t('pool.import')}</Button>
        </Form>
      )}
      <h3>{t('pool.download')}</h3>
      <ul>
        {files.map((name) => (
          <li key={name}>
            <a href={`${home}/pool/${names[name] ?? name}.csv`}>{t(`pool.download_${name}`)}</a>
          </li>
        ))}
      </ul>
    </DeskSection>
  )
}

export interface Wrong {
  row: number | null
  columns: string
  text: string
}

/** Every error by row and column, so that the file can be mended where it was made. */
export function WrongCells({ wrong, total }: { wrong: Wrong[]; total: number }) {
  const t = useWords('drawing-desk')
  return (
    <DeskSection title={t('pool.wrong', { count: total })} id="wrong">
      {total > wrong.length ? <p>{t('pool.wrong_first', { count: wrong.length })}</p> : null}
      <Table
        narrow="plain"
        head={[{ text: t('pool.row'), format: 'numeric' }, t('pool.column'), t('pool.what')]}
        rows={wrong.map(({ row, columns, text }) => [
          { text: row === null ? '–' : String(row), format: 'numeric' },
          columns || '–',
          text,
        ])}
      />
    </DeskSection>
  )
}
