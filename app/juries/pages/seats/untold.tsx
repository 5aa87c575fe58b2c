import { Form } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import { Button } from '../../../ui/button.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Table } from '../../../ui/table.tsx'
import type { News } from '../../draw/told-store.server.ts'

interface UntoldPerson {
  id: string
  name: string
  phone: string
  address: string
  language: string
}

/** Who has no e-mail address and is to be told by ringing or writing: what came of a draw, or that it was given up. */
export function UntoldList({ people, all, news }: { people: readonly UntoldPerson[]; all: number; news: News }) {
  const kind = news === 'result' ? 'untold' : 'untold_given_up'
  const t = useWords('seating')
  if (!people.length) return null
  return (
    <DeskSection title={t(`${kind}.title`, { count: all })} id={kind}>
      <p className="read">{t(`${kind}.how`)}</p>
      {all > people.length ? <p>{t('untold.first', { count: people.length })}</p> : null}
      <Table
        firstCellIsHeader
        head={[t('calls.who'), t('untold.reach'), t('untold.language'), t('untold.told')]}
        rows={people.map((person) => [
          <bdi key="who">{person.name || t('reach.no_name')}</bdi>,
          <span key="reach">
            {person.phone ? <bdi>{person.phone}</bdi> : null}
            {person.phone && person.address ? <br /> : null}
            {person.address ? <bdi>{person.address}</bdi> : null}
          </span>,
          person.language,
          <Form key="told" method="post">
            <input type="hidden" name="intent" value="told" />
            <input type="hidden" name="news" value={news} />
            <input type="hidden" name="holder" value={person.id} />
            {(['phone', 'letter'] as const).map((how) => (
              <Button key={how} name="how" value={how} classes="govuk-button--secondary">
                {t(`untold.by_${how}`)} <span className="govuk-visually-hidden">{person.name}</span>
              </Button>
            ))}
          </Form>,
        ])}
      />
    </DeskSection>
  )
}
