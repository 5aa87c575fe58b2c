import { PriorityInputError } from './input-error.ts'

/** What is wrong with a ballot or a set of them. */
export type BallotFault =
  | 'empty-ballot'
  | 'unknown-option'
  | 'duplicate-option'
  | 'duplicate-rank'
  | 'too-many-picks'
  | 'bad-weight'
  | 'bad-rating'
  | 'bad-budget'
  | 'too-many-options'
  | 'no-options'
  | 'no-ballots'

export class BallotError extends PriorityInputError {
  constructor(fault: BallotFault, message: string) {
    super(fault, message)
    this.name = 'BallotError'
  }
}
