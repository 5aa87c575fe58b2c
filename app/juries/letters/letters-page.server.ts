import { londonDay } from '../../engagement/london-day.ts'
import { filesBefore } from '../../server/beside-server.ts'
import { usualReplyDays } from '../commission/preparation.ts'
import { recruitingOf } from '../commission/preparation-store.server.ts'
import { registeringOn } from '../commission/recruitment.ts'
import { deskPath, type JuryAsk, juryFor } from '../jury-access.server.ts'
import { repliesTo } from '../registration/recruiting.server.ts'
import { areasOn } from '../seats/member-store.server.ts'
import { targetsUsed } from '../targets/target-store.server.ts'
import { countLetters, knownTestCode } from './invitation-store.server.ts'
import { lettersForSeats, lettersPerFile } from './letter-plan.ts'
import { addressesByArea } from './mailing-form.server.ts'

/** Everything that the page about letters shows: what they say, the list, the plan, and what came of them. */
export async function lettersPage(ask: JuryAsk) {
  const { db, now, settings, request } = ask
  const jury = await juryFor(ask, 'jury.manage')
  const { blocks, recruitment, mailing } = await recruitingOf(db, jury)
  const { sharedCodeHash, ...shownRecruitment } = recruitment
  const letters = { byArea: await addressesByArea(db, jury.id), ...(await countLetters(db, jury.id)) }
  const replies = await repliesTo(db, jury.id)
  // It has no code of its own until something about it is saved.
  const address = recruitment.shortCode ? `${settings.PUBLIC_ORIGIN}/r/${recruitment.shortCode}` : null
  const proposed = lettersForSeats(jury.commission.seats)
  return {
    title: ask.words('recruitment')('letters.title', { title: jury.publicName }),
    home: deskPath(jury.slug),
    publicName: jury.publicName,
    blocks: (await targetsUsed(db, jury.id)) === 'drawn' ? [] : blocks,
    recruitment: shownRecruitment,
    registering: registeringOn(recruitment, londonDay(now)),
    mailing,
    letters,
    areas: await areasOn(db, londonDay(now)),
    replies: replies.toLetters,
    address,
    testCode: await knownTestCode(db, settings.SECRET, jury.id),
    proposed,
    perFile: lettersPerFile,
    before: filesBefore(),
    shortReply: isShort(recruitment),
    done: new URL(request.url).searchParams.get('done'),
  }
}

export type LettersShown = Awaited<ReturnType<typeof lettersPage>>

const isShort = ({ opensOn, closesOn }: { opensOn: string | null; closesOn: string | null }): boolean =>
  opensOn !== null &&
  closesOn !== null &&
  (Date.parse(closesOn) - Date.parse(opensOn)) / 86_400_000 + 1 < usualReplyDays
