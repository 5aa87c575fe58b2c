import { isWordingPlace } from '../../app/consultations/editions/places.ts'
import {
  saveTranslations,
  signTranslations,
  translatedTexts,
} from '../../app/consultations/editions/translation-store.server.ts'
import { openDays, type Verdict } from '../../app/feedback/check-back.ts'
import {
  answerCheckBack,
  askedAbout,
  beginCheckBack,
  checkBackOf,
  concludeCheckBack,
  newestListId,
  replyTo,
  wordedList,
} from '../../app/feedback/check-back-store.server.ts'
import { checkBackMessage } from '../../app/feedback/check-back-text.server.ts'
import { sha256 } from '../../app/ledger/commitment.ts'
import { type Reworded, reworded, suggestedWords } from './check-back-texts.ts'
import type { Demo } from './context.ts'
import { loadContacts, telling } from './telling.ts'

const openAnswers = 164

/** It begins on the day the list is published, is open for a week and is settled on the next working day. */
const daysOf = (demo: Demo) => {
  const begins = demo.workingDay(-25)
  const closes = begins + openDays.least
  return { begins, closes, concludes: demo.workingDay(closes + 1, 'after') }
}

/** The day from which the Board may have the list. */
export const wordingSettled = (demo: Demo): number => daysOf(demo).concludes

/** The flagship list's wording, sent back to those who answered and settled before the Board's papers (need 76). */
export async function loadCheckBack(demo: Demo): Promise<void> {
  const { tx, id, day, at, secret } = demo
  const { begins, closes, concludes } = daysOf(demo)
  await loadContacts(demo)
  const listId = (await newestListId(tx, { exerciseId: id('exercise-what-matters') }))!
  const list = (await wordedList(tx, listId, 'en'))!
  const personId = id('person-secretariat')
  const asked = await askedAbout(tx, { ...list, priorityIds: list.options.flatMap((o) => o.priorityId ?? []) })
  const codes: string[] = []
  const about = { ...list, decidedBy: list.decidedBy ?? '', closesOn: day(closes) }
  const begun = await beginCheckBack(
    tx,
    { listId, closesOn: day(closes), asked, personId },
    (to, code) => {
      codes.push(code)
      return checkBackMessage(about, to, code, telling(demo))
    },
    at(begins, 16),
  )
  if (begun !== 'begun') throw new Error(`the demonstration's check of the wording was not begun: ${begun}`)
  const open = (await checkBackOf(tx, listId, day(begins)))!
  const ways: (string | null)[] = [...codes.filter((_, i) => i % 4 !== 3), ...Array(openAnswers).fill(null)]
  for (const [n, code] of ways.entries()) {
    const said = list.options.flatMap(({ id: optionId }, i) => {
      const made = chance(`${n} ${i}`)
      const doubted = reworded[i]
      if (made > 0.9) return []
      const verdict: Verdict = !doubted || made > doubted.wrong ? 'yes' : made > doubted.wrong / 4 ? 'partly' : 'no'
      const all = suggestedWords[i] ?? []
      const words = verdict === 'yes' || n % 3 ? '' : (all[n % Math.max(all.length, 1)] ?? '')
      return [{ optionId, verdict, words }]
    })
    const key = id(`check-back-${n + 1}`)
    const answer = { checkBackId: open.id, key, code, language: n % 23 === 4 ? 'ur' : 'en', held: null, said }
    const taken = await answerCheckBack(tx, secret, answer, at(begins + 1 + (n % openDays.least), 9 + (n % 9)))
    if (taken !== 'taken') throw new Error(`the demonstration's answer about the wording was not taken: ${taken}`)
  }
  const closed = (await checkBackOf(tx, listId, day(concludes)))!
  for (const [i, { id: optionId }] of list.options.entries()) {
    const reply: Reworded | undefined = reworded[i]
    if (reply) await replyTo(tx, closed, { optionId, ...reply.reply, personId }, at(concludes, 11))
  }
  await translateWordings(demo, list.exerciseId, concludes)
  const concluded = await concludeCheckBack(tx, { listId, personId }, at(concludes, 15))
  if (concluded !== 'concluded') throw new Error(`the demonstration's check was not concluded: ${concluded}`)
}

/** The new wordings in languages, and checked by another in Urdu alone: each state that a reader may meet. */
async function translateWordings(demo: Demo, exerciseId: string, on: number): Promise<void> {
  const { tx, id, at } = demo
  for (const language of ['ur', 'pa', 'pl'] as const) {
    const texts = async () =>
      (await translatedTexts(tx, exerciseId, language, () => true)).filter(({ place }) => isWordingPlace(place))
    const written = (await texts()).flatMap(({ place, english }) => {
      const own = Object.values(reworded).find(({ reply }) => reply.wording === english)?.inLanguages
      return own ? [{ place, source: english, body: own[language] }] : []
    })
    const by = { exerciseId, language, personId: id('person-officer-1') }
    await saveTranslations(tx, { ...by, how: 'typed' }, written, at(on, 12))
    if (language !== 'ur') continue
    const checked = { ...by, personId: id('person-secretariat'), checker: 'Urdu-speaking elders of Charnwood' }
    await signTranslations(tx, checked, await texts(), at(on, 13))
  }
}

/** From 0 to 1, the same for the same text. */
const chance = (text: string): number => Number.parseInt(sha256(`check-back ${text}`).slice(0, 8), 16) / 0xffffffff
