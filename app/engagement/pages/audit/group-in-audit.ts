import type { TFunction } from 'i18next'
import { furtherGroupName } from '../../../consultations/equality/characteristic-words.ts'
import { isFurtherGroup } from '../../../consultations/equality/characteristics.ts'

/** What a group of a characteristic is called, from the words of published lists and those of further characteristics. */
export const groupInAudit = (names: TFunction, own: TFunction) => (margin: string, id: string) => {
  if (id === 'not-stated') return names('groups.not_stated')
  return isFurtherGroup(margin) ? furtherGroupName(own, margin, id) : names([`groups.${margin}.${id}`, id])
}
