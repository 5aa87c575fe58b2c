/** What is wrong with a ballot; pages translate by kind, commands print the message. */
export type BallotFault =
  | 'empty-ballot'
  | 'unknown-option'
  | 'duplicate-option'
  | 'duplicate-rank'
  | 'too-many-picks'
  | 'bad-weight'
  | 'bad-rating'
  | 'bad-budget'
  | 'no-options'
  | 'no-ballots'

export class BallotError extends Error {
  readonly kind: BallotFault
  constructor(kind: BallotFault, message: string) {
    super(message)
    this.name = 'BallotError'
    this.kind = kind
  }
}
