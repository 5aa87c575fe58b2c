import type { ComponentType } from 'react'
import type { KindName } from '../../kinds/kinds.ts'
import { DateQuestion } from './date.tsx'
import { Many } from './many.tsx'
import { Matrix } from './matrix.tsx'
import { NumberQuestion } from './number.tsx'
import { One } from './one.tsx'
import { Order } from './order.tsx'
import type { KindProps } from './parts.tsx'
import { Rank } from './rank.tsx'
import { Rate } from './rate.tsx'
import { TextQuestion } from './text.tsx'

// The configuration of a question has passed the shape of its kind, so each component may rely on its own.
const components = {
  one: One,
  many: Many,
  order: Order,
  rank: Rank,
  rate: Rate,
  matrix: Matrix,
  number: NumberQuestion,
  date: DateQuestion,
  text: TextQuestion,
} as unknown as Record<KindName, ComponentType<KindProps>>

/** One question of a form, of whatever kind. */
export function Question(props: KindProps) {
  const Component = components[props.view.kind]
  return <Component {...props} />
}
