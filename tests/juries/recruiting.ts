import { householdKey } from '../../app/juries/lottery/household.ts'
import type { Registration } from '../../app/juries/registration/application.ts'
import type { Criterion } from '../../app/juries/targets/target.ts'
import { saveTargets } from '../../app/juries/targets/target-store.server.ts'
import { type Db, write } from '../../db/connect.ts'

const target = (value: string, minimum: number, maximum: number) => ({
  value,
  minimum,
  maximum,
  minFlex: null,
  maxFlex: null,
  note: '',
})

export const sexAndPlace: Criterion[] = [
  {
    id: 'sex',
    name: 'Sex',
    dimension: 'sex',
    reason: 'As many as live here',
    targets: [target('Female', 1, 2), target('Male', 1, 2)],
  },
  {
    id: 'place',
    name: 'Place',
    dimension: null,
    reason: '',
    targets: [target('Town', 1, 3), target('Village', 0, 2)],
  },
]

/** Targets by sex and place for a jury that is there. */
export const withTargets = (db: Db, juryId: string) => write(db, (tx) => saveTargets(tx, juryId, sexAndPlace))

let made = 0

/** Somebody who registers online; what differs is given. */
export function registration(given: Partial<Registration> = {}): Registration {
  made++
  const address = `${made} High Street, Syston`
  return {
    submissionKey: `key-${made}`,
    source: 'online',
    test: false,
    invitationId: null,
    household: householdKey(address, 'ZZ1 1AA'),
    dates: ['2026-12-01'],
    language: 'en',
    values: { sex: 'Female', place: 'Town' },
    contact: {
      firstName: 'Volunteer',
      lastName: String(made),
      email: 'shared@example.org',
      phone: '',
      address,
      postcode: 'ZZ1 1AA',
      prefers: 'email',
    },
    needs: [{ kind: 'step_free', detail: '' }],
    ...given,
  }
}
