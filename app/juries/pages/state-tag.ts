import type { JuryState } from '../jury-state.ts'
import type { Outcome } from '../votes/outcome.ts'

/** The colour of a jury's state; its word stands beside it. */
export const stateTag = (state: JuryState): string =>
  ({
    preparing: 'govuk-tag--grey',
    announced: 'govuk-tag--blue',
    sitting: '',
    voting: 'govuk-tag--yellow',
    voted: 'govuk-tag--yellow',
    reported: '',
  })[state]

/** The colour of an outcome; its word stands beside it. */
export const outcomeTag = (outcome: Outcome): string =>
  ({
    recommendation: '',
    majority: 'govuk-tag--blue',
    not_adopted: 'govuk-tag--grey',
    void: 'govuk-tag--yellow',
  })[outcome]
