import type { ComponentType } from 'react'
import type { KindName } from '../../kinds/kinds.ts'
import { BestWorst } from './best-worst.tsx'
import { DateQuestion } from './date.tsx'
import { Many } from './many.tsx'
import { MapQuestion } from './map.tsx'
import { Matrix } from './matrix.tsx'
import { NumberQuestion } from './number.tsx'
import { One } from './one.tsx'
import { Order } from './order.tsx'
import { Paired } from './paired.tsx'
import type { KindProps } from './parts.tsx'
import { Points } from './points.tsx'
import { Rank } from './rank.tsx'
import { Rate } from './rate.tsx'
import { Spend } from './spend.tsx'
import { Statements } from './statements.tsx'
import { TextQuestion } from './text.tsx'

// The configuration of a question has passed the shape of its kind, so each component may rely on its own.
const components = {
  one: One,
  many: Many,
  order: Order,
  rank: Rank,
  rate: Rate,
  matrix: Matrix,
  statements: Statements,
  paired: Paired,
  'best-worst': BestWorst,
  points: Points,
  spend: Spend,
  number: NumberQuestion,
  date: DateQuestion,
  text: TextQuestion,
  map: MapQuestion,
} as unknown as Record<KindName, ComponentType<KindProps>>

/** One question of a form, of whatever kind. */
export function Question(props: KindProps) {
  const Component = components[props.view.kind]
  return <Component {...props} />
}
