import type { Tx } from '../../db/connect.ts'
import { carryWordings } from '../consultations/editions/translation-store.server.ts'
import { londonDay } from '../engagement/london-day.ts'
import { firstLanguage } from '../languages/language.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { type Begun, whyNotBegun, wordedList } from './check-back-store.server.ts'
import { dropWording, newWording } from './wording-store.server.ts'

export interface DraftedWording {
  listId: string
  optionId: string
  wording: string
  because: string
  personId: string
}

/**
 * Words a priority anew before the list is sent back; with the words it had, it stands as it was asked again. Places and
 * figures of the list are of the option, whatever it is called.
 */
export async function draftWording(
  tx: Tx,
  { listId, optionId, wording, because, personId }: DraftedWording,
  now: Date,
): Promise<'drafted' | 'as_asked' | Exclude<Begun, 'begun'>> {
  const why = await whyNotBegun(tx, listId)
  if (why) return why
  const list = await wordedList(tx, listId, firstLanguage)
  const option = list?.options.find(({ id }) => id === optionId)
  if (!list || !option) return 'not_there'
  const was = (option.asked ?? option).title.body
  const isAsked = wording === was
  await takeDraft(tx, listId, optionId)
  if (!isAsked) {
    const draft = { text_id: await newWording(tx, wording), was, because, on_day: londonDay(now), made_by: personId }
    await tx
      .insertInto('check_back_draft')
      .values({ list_id: listId, option_id: optionId, ...draft, version: null })
      .execute()
    await carryWordings(tx, list.exerciseId)
  }
  await logAct(tx, now, {
    personId,
    did: isAsked ? 'took an edited wording back' : 'edited a drafted wording',
    objectKind: 'list',
    objectId: listId,
    detail: { option: optionId, before: option.title.body, after: wording, because },
  })
  return isAsked ? 'as_asked' : 'drafted'
}

async function takeDraft(tx: Tx, listId: string, optionId: string): Promise<void> {
  const row = await tx
    .deleteFrom('check_back_draft')
    .where('list_id', '=', listId)
    .where('option_id', '=', optionId)
    .returning('text_id')
    .executeTakeFirst()
  if (row) await dropWording(tx, row.text_id)
}
