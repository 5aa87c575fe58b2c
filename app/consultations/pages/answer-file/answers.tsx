import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { backFrom, seesOf } from '../../../engagement/exercise-access.server.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { FileWait } from '../../../people/pages/file-wait.tsx'
import { filesBefore } from '../../../server/beside-server.ts'
import { staffPage } from '../../../server/page.ts'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { Table } from '../../../ui/table.tsx'
import { statuses } from '../../answer-file/answer-file.ts'
import { rowsByStatus, textsRead } from '../../answer-file/answer-file-store.server.ts'
import { params } from '../texts/text-desk.server.ts'
import { answersHome, takeable } from './take.server.ts'

/** What the files of a closed exercise's answers hold and what they do not, and where they are taken from. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'answers.take' }, async (ask) => {
    const { db } = ask
    const { exercise, about } = await takeable(ask)
    const counts = await rowsByStatus(db, about.plan.consultationId)
    return {
      title: ask.words('answer-file')('title'),
      where: exercise.title,
      backTo: backFrom(ask, exercise),
      home: answersHome(exercise.id),
      rows: statuses.flatMap((status) => (counts[status] ? [{ status, people: counts[status] }] : [])),
      texts: await textsRead(db, exercise.id, seesOf(ask)),
      unseen: about.unseen,
      before: filesBefore(),
    }
  })(args)

export default function Answers() {
  const { title, where, backTo, home, rows, texts, unseen, before } = useLoaderData<typeof loader>()
  const t = useWords('answer-file')
  const { locale } = useLanguage()
  const number = (of: number) => formatNumber(of, locale)
  const total = rows.reduce((sum, { people }) => sum + people, 0)
  return (
    <DeskPage title={title} where={where} back={backTo}>
      <p className="read">{t('intro', { count: total, rows: number(total) })}</p>
      <Files home={home} before={before} />
      <DeskSection title={t('rows.title')} id="rows">
        <p className="read">{t('rows.text')}</p>
        <Table
          firstCellIsHeader
          head={[t('rows.status'), { text: t('rows.count'), format: 'numeric' }]}
          rows={[
            ...rows.map(({ status, people }) => [
              t(`codebook.statuses.${status}`),
              { text: number(people), format: 'numeric' as const },
            ]),
            [t('rows.total'), { text: number(total), format: 'numeric' as const }],
          ]}
        />
      </DeskSection>
      <DeskSection title={t('within.title')} id="within">
        <ul className="read">
          <li>{t('within.came')}</li>
          <li>{t('within.answers')}</li>
          <li>
            {texts.read
              ? t('within.words', { count: texts.gathered, read: number(texts.read) })
              : t('within.words_none')}
          </li>
        </ul>
      </DeskSection>
      <DeskSection title={t('without.title')} id="without">
        <ul className="read">
          {['person', 'equality', 'contact', 'organisation', 'pins'].map((key) => (
            <li key={key}>{t(`without.${key}`)}</li>
          ))}
          {unseen ? <li>{t('without.modules', { count: unseen })}</li> : null}
        </ul>
      </DeskSection>
      <DeskSection title={t('care.title')} id="care">
        <p className="read">{t('care.text')}</p>
      </DeskSection>
    </DeskPage>
  )
}

const files = { 'answers.csv': 'csv', 'answers.jsonl': 'jsonl', 'codebook.csv': 'codebook' } as const

function Files({ home, before }: { home: string; before: number }) {
  const t = useWords('answer-file')
  return (
    <DeskSection title={t('files.title')} id="files">
      <ul>
        {Object.entries(files).map(([file, words]) => (
          <li key={file}>
            <a href={`${home}/${file}`}>{t(`files.${words}`)}</a>
          </li>
        ))}
      </ul>
      <FileWait before={before} />
      <p className="read">{t('files.log')}</p>
    </DeskSection>
  )
}
