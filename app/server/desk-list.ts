import { boardDesk } from '../board/desk.server.ts'
import { conferenceDesk } from '../conference/desk.server.ts'
import { groupPaymentsDesk, paperDesk, translatorDesk } from '../consultations/desk.server.ts'
import { auditDesk } from '../engagement/audit/audit-desk.server.ts'
import { engagementDesk } from '../engagement/desk.server.ts'
import { planningDesk } from '../engagement/register/planning-desk.server.ts'
import { feedbackDesk } from '../feedback/desk.server.ts'
import { juriesDesk } from '../juries/desk.server.ts'
import { complaintsDesk, rightsDesk } from '../people/desk.server.ts'
import type { DeskPartOf } from './desk-card.ts'

/** Every area that has something for the first page of the desk, in the order it is shown. */
export const deskParts: DeskPartOf[] = [
  engagementDesk,
  paperDesk,
  groupPaymentsDesk,
  translatorDesk,
  planningDesk,
  auditDesk,
  juriesDesk,
  boardDesk,
  conferenceDesk,
  feedbackDesk,
  rightsDesk,
  complaintsDesk,
]
