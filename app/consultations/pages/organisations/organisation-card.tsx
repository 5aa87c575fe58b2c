import { InOwnLanguage } from '../../../languages/read-text.tsx'
import { useWords } from '../../../languages/use-words.ts'
import { SummaryList } from '../../../ui/summary-list.tsx'
import type { OrganisationView } from '../../organisations/organisation-store.server.ts'
import { AsTyped } from '../answering/check-parts.tsx'
import { AnswerInWords } from '../kinds/answer.tsx'

/** One organisation: what it does, whom it represents, what it answered, and its own words where they are published. */
export function OrganisationCard({ one, id }: { one: OrganisationView; id: string }) {
  const t = useWords('ways')
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        <bdi>{one.name}</bdi>
      </h2>
      <SummaryList
        classes="summary-long"
        rows={[
          { key: t('heard.does'), value: <bdi>{one.does}</bdi> },
          { key: t('heard.represents'), value: <bdi>{one.represents}</bdi> },
          ...(one.form
            ? one.form.map((answer) => ({
                key: <InOwnLanguage text={answer.title} />,
                value: <AnswerInWords view={answer} />,
              }))
            : [{ key: t(one.same ? 'heard.chose_same' : 'heard.chose'), value: <Picks heard={one} /> }]),
          ...one.words.map(({ body, language }) => ({
            key: t('heard.words'),
            value: (
              <div lang={language}>
                <AsTyped text={body} />
              </div>
            ),
          })),
        ]}
      />
    </section>
  )
}

function Picks({ heard: { picks, same } }: { heard: OrganisationView }) {
  const t = useWords('ways')
  const List = same ? 'ul' : 'ol'
  if (!picks.length) return <>{t('heard.none')}</>
  return (
    <List>
      {picks.map((pick, i) => (
        <li key={i}>
          <InOwnLanguage text={pick} />
        </li>
      ))}
    </List>
  )
}
