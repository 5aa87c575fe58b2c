import { useWords } from '../../../languages/use-words.ts'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import type { ShownTables } from '../../tables/tables-shown.server.ts'

/** What the newest version changed against the one before: told at the door to those whom it concerns, and nobody else. */
export function WhoMoves({ shown }: { shown: ShownTables }) {
  const t = useWords('seating')
  const { plan, people } = shown
  if (!plan?.diff) return null
  const { moved, came, went } = plan.diff
  const badge = (memberId: string) => people.find((person) => person.memberId === memberId)?.badge ?? '?'
  const movers = new Set(moved.map(({ memberId }) => memberId)).size
  return (
    <DeskSection title={t('moves.title', { version: plan.version })} id="moves">
      <p>
        {t(`moves.because_${plan.reason}`)} {movers ? t('moves.people', { count: movers }) : t('moves.nobody')}
      </p>
      <ul>
        {moved.map((move) => (
          <li key={`${move.round}-${move.memberId}`}>
            {t('moves.moved', { badge: badge(move.memberId), round: move.round, from: move.from, to: move.to })}
          </li>
        ))}
        {came.map((move) => (
          <li key={`${move.round}-${move.memberId}`}>
            {t('moves.came', { badge: badge(move.memberId), round: move.round, to: move.to })}
          </li>
        ))}
        {went.map((move) => (
          <li key={`${move.round}-${move.memberId}`}>
            {t('moves.went', { badge: badge(move.memberId), round: move.round, from: move.from })}
          </li>
        ))}
      </ul>
    </DeskSection>
  )
}
