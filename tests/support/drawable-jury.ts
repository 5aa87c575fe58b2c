import { addDays, londonDay } from '../../app/engagement/london-day.ts'
import { newRecruitment } from '../../app/juries/commission/recruitment.ts'
import { saveRecruitment } from '../../app/juries/commission/recruitment-store.server.ts'
import { announceJury, createJury, juryBySlug } from '../../app/juries/jury-store.server.ts'
import { newCriterion, saveTargets } from '../../app/juries/targets/target-store.server.ts'
import { write } from '../../db/connect.ts'
import type { Site } from './site.ts'

/** A jury whose registering is over, with targets that its pool can meet only if one of them gives way. */
export const drawableJury = (site: Site, slug: string) =>
  site.withDb((db) =>
    write(db, async (tx) => {
      const now = new Date()
      const today = londonDay(now)
      const short = slug.replace(/[^a-z]/g, '').slice(-6)
      await createJury(
        tx,
        {
          slug,
          publicName: 'A jury to draw',
          method: 'Citizens’ jury',
          runBy: 'demo-organisation-cvs',
          personId: 'demo-person-jury-manager',
          commission: {
            question: 'Which lanes should be quiet?',
            commissionedBy: 'The Board',
            budget: '£10,000',
            promiseWho: 'The Board',
            promiseBy: addDays(today, 100),
            promiseHow: 'In public',
            outOfBounds: 'Motorways',
            oversight: 'A panel',
            followUp6On: addDays(today, 280),
            followUp12On: addDays(today, 460),
            seats: 6,
          },
        },
        now,
      )
      const jury = (await juryBySlug(tx, slug))!
      await announceJury(tx, jury, 'demo-person-jury-manager', now)
      const target = (value: string, minimum: number, maximum: number) => ({
        value,
        minimum,
        maximum,
        minFlex: null,
        maxFlex: null,
        note: '',
      })
      const criterion = (name: string, targets: ReturnType<typeof target>[]) =>
        newCriterion({ name, dimension: null, reason: '', targets })
      await saveTargets(tx, jury.id, [
        criterion('Age', [target('Young', 3, 3), target('Old', 3, 3)]),
        criterion('Area', [target('Blaby', 2, 4), target('Melton', 2, 4), target('Narborough', 1, 2)]),
      ])
      const days = { opensOn: addDays(today, -30), closesOn: addDays(today, -2), dates: [addDays(today, 40)] }
      await saveRecruitment(tx, jury.id, { ...newRecruitment(short), ...days, alternates: 2 })
    }),
  )
