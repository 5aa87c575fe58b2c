import { useWords } from '../../../languages/use-words.ts'
import type { Refused } from '../../../server/form.ts'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import type { ShownSeats } from '../../seats/seats-shown.server.ts'
import { needText } from '../sessions/need-text.ts'
import { CallForm, ReachLine } from './call-parts.tsx'

type Ranked = ShownSeats['ranked'][number]

/** Who could take a free seat, by least damage to the balance, each with what it would mean in words. */
export function FreeSeats({ shown, back }: { shown: ShownSeats; back: Refused | undefined }) {
  const t = useWords('seating')
  const { ranked, batch, free } = shown
  const common = alike(ranked)
  return (
    <DeskSection title={t('free.title', { count: free })} id="free">
      {ranked.length ? <p className="read">{t('free.how')}</p> : <p>{t('free.nobody')}</p>}
      {batch.length > 1 ? (
        <p className="read">
          <strong>{t('free.together', { count: batch.length })}</strong>{' '}
          {batch.map(({ rank, badge }) => (rank ? t('alternate', { rank }) : badge)).join(', ')}.
        </p>
      ) : null}
      {common.length ? (
        <p className="read">
          <strong>{t('free.alike')}</strong> <Damage breaches={common} />
        </p>
      ) : null}
      {ranked.length ? (
        <InsetText classes="inset-caution">
          <strong>{t('note.read_out')}</strong> {shown.note || t('note.usual')}
        </InsetText>
      ) : null}
      <ol className="call-list">
        {ranked.map((person) => (
          <li key={person.id}>
            <h3>
              <Name person={person} />
            </h3>
            <p>
              <strong>
                {person.breaches.length ? null : t('free.keeps')}
                {person.breaches.length && person.breaches.length === common.length ? t('free.no_more') : null}
                <Damage breaches={person.breaches.filter((one) => !common.some((other) => same(one, other)))} />
              </strong>
            </p>
            <p>{travel(t, person)}</p>
            <p>
              {person.needs.length
                ? t('free.needs', { needs: person.needs.map((need) => needText(t, need)).join('; ') })
                : t('free.no_needs')}
              {person.cannotMake ? ` ${t('calls.cannot', { count: person.cannotMake })}` : null}
            </p>
            <p className="meta">{t(`free.${person.stand}`)}</p>
            <ReachLine reach={person.reach} />
            <CallForm holder={person.id} who={label(t, person)} offer="seat" back={back} />
          </li>
        ))}
      </ol>
    </DeskSection>
  )
}

type Words = ReturnType<typeof useWords>

const label = (t: Words, { rank, reach }: Pick<Ranked, 'rank' | 'reach'>) =>
  [rank === null ? null : t('alternate', { rank }), reach?.name].filter(Boolean).join(' · ')

function Name({ person }: { person: Ranked }) {
  const t = useWords('seating')
  return (
    <>
      {label(t, person)} {person.badge ? <span className="meta">{t('badge', { badge: person.badge })}</span> : null}
    </>
  )
}

const travel = (t: Words, { minutes, area }: Ranked): string =>
  minutes === null ? t('free.no_travel', { area }) : t('free.travel', { count: minutes, area })

type Breach = Ranked['breaches'][number]

const same = (a: Breach, b: Breach): boolean =>
  a.code === b.code &&
  JSON.stringify(Object.entries(a.params).sort()) === JSON.stringify(Object.entries(b.params).sort())

/** What each of them would leave alike, because further seats are free: said once, above them all. */
function alike([first, ...others]: readonly Ranked[]): Breach[] {
  if (!first || !others.length) return []
  return first.breaches.filter((breach) => others.every(({ breaches }) => breaches.some((one) => same(one, breach))))
}

/** What somebody would leave short or over, in two sentences at most: "Leaves 16–29 at 4 of 5." */
function Damage({ breaches }: { breaches: readonly Breach[] }) {
  const t = useWords('seating')
  const sentence = (kind: 'short' | 'over', of: readonly Breach[]) =>
    of.length
      ? t(`free.${kind}`, {
          groups: of.map(({ params }) => t(`free.${kind}_of`, { ...params, people: params.count })).join(', '),
        })
      : ''
  const isShort = ({ code }: Breach) => code === 'quota-short'
  return (
    <>
      {sentence('short', breaches.filter(isShort))}{' '}
      {sentence(
        'over',
        breaches.filter((breach) => !isShort(breach)),
      )}
    </>
  )
}
