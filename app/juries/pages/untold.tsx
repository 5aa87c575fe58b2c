import { Form } from '@remix-run/react'
import { useWords } from '../../languages/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { Table } from '../../ui/table.tsx'

interface UntoldPerson {
  id: string
  name: string
  phone: string
  address: string
  language: string
}

/** Who was not picked and has no e-mail address: to be rung or written to, and ticked off. */
export function UntoldList({ people, all }: { people: readonly UntoldPerson[]; all: number }) {
  const t = useWords('seating')
  if (!people.length) return null
  return (
    <DeskSection title={t('untold.title', { count: all })} id="untold">
      <p className="read">{t('untold.how')}</p>
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
