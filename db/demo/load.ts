import { type Db, write } from '../connect.ts'
import { loadActions } from './actions.ts'
import { loadAreas } from './areas.ts'
import { loadBoard } from './board.ts'
import { loadCheckBack } from './check-back.ts'
import { loadCitizensPanel } from './citizens-panel.ts'
import { loadConference } from './conference.ts'
import { loadConsultations } from './consultation.ts'
import { atWork, demoContext } from './context.ts'
import { loadEasyRead } from './easy-read.ts'
import { loadEvidence } from './evidence.ts'
import { loadGroups } from './groups.ts'
import { loadJury } from './jury.ts'
import { orderLedger } from './ledger-order.ts'
import { loadNotices } from './notices.ts'
import { loadPartnership } from './partnership.ts'
import { loadRecruitingJury } from './recruiting-jury.ts'
import { loadRegister } from './register.ts'
import { loadSeatedJury } from './seating.ts'
import { loadTelling } from './telling.ts'
import { loadWaysToAsk } from './ways-to-ask.ts'
import { loadYouth } from './youth.ts'

/** Fills an empty database with the demonstration in one transaction. The same as-of day gives the same content. */
export async function loadDemo(
  db: Db,
  asOf: string,
  secret: string,
  progress: (words: string) => void,
  origin?: string,
): Promise<void> {
  await write(db, async (tx) => {
    const demo = demoContext(tx, asOf, secret, origin)
    const parts: [words: string, load: (d: typeof demo) => Promise<void>][] = [
      ['the partnership, its organisations and people', loadPartnership],
      ['areas and census figures', loadAreas],
      ['consultations, 3,012 answers and the list', loadConsultations],
      ['Easy Read editions with their pictures', loadEasyRead],
      ['editions for young people', loadYouth],
      ['a practice form that asks in every way', loadWaysToAsk],
      ['community groups and what they are paid', (d) => loadGroups(atWork(d))],
      ['the citizens’ jury and a practice vote', loadJury],
      ['a jury being recruited: 5,000 letters, 168 replies', loadRecruitingJury],
      ['a jury that sits tomorrow: 23 of 24 confirmed', loadSeatedJury],
      ['the register: 46 exercises of 14 partners', loadRegister],
      ['groups and councillors who are told of exercises', loadNotices],
      ['the citizens’ panel: 1,040 members', loadCitizensPanel],
      ['the evidence library: 120 items', loadEvidence],
      ['the Board, its seats, meetings and queue', (d) => loadBoard(atWork(d))],
      ['the wording of the list, checked with those who answered', loadCheckBack],
      ['the Board’s answers, actions and papers', (d) => loadActions(atWork(d))],
      ['the standing conference and its challenges', (d) => loadConference(atWork(d))],
      ['what those who took part were told', loadTelling],
      ['the ledger, in order of its days', orderLedger],
    ]
    for (const [words, load] of parts) {
      progress(words)
      await load(demo)
    }
  })
}
