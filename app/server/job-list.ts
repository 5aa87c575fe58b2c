import { reportRequests } from '../board/progress-store.server.ts'
import { dropOldDrafts } from '../consultations/answering/draft-store.server.ts'
import { coverageWarner } from '../consultations/coverage/coverage-alerts.server.ts'
import { closingFreezer, freezer } from '../consultations/freezing/freezing.server.ts'
import { dropSpentWork } from '../consultations/guarding/work-store.server.ts'
import { dropOldUploads } from '../consultations/imports/survey-upload-store.server.ts'
import { noticeSender } from '../engagement/notices/notice-mail.server.ts'
import { noteQuarter } from '../engagement/panel/citizens-panel-make-up-store.server.ts'
import { nudger } from '../engagement/partner-mail.server.ts'
import { dropToldContacts } from '../feedback/contact-retention-store.server.ts'
import { prepareMessages } from '../feedback/message-store.server.ts'
import { lotteryMaker } from '../juries/draw/lottery-job.server.ts'
import { deletePools } from '../juries/pool/pool-deletion-store.server.ts'
import { dropOldRegistrations } from '../juries/registration/registration-draft-store.server.ts'
import { makeWaitingPlans } from '../juries/tables/table-plan-making.server.ts'
import { hourlyCheckpoint, keeperFrom } from '../ledger/checkpoint-store.server.ts'
import { dropOutdated, noted } from '../people/retention-store.server.ts'
import type { Job } from './jobs.ts'
import { mailer } from './mail.ts'
import type { Settings } from './settings.ts'

/** Everything that repeats while the server runs. */
export const jobs = (settings: Settings): Job[] => [
  { name: 'send mail', everySeconds: 5, run: mailer(settings) },
  { name: 'closing freeze', everySeconds: 15, byDate: true, run: closingFreezer(settings) },
  { name: 'analysis freeze', everySeconds: 2, run: freezer(settings) },
  { name: 'drop old drafts', everySeconds: 3600, byDate: true, run: noted('drafts', dropOldDrafts) },
  { name: 'drop survey files', everySeconds: 3600, byDate: true, run: noted('uploads', dropOldUploads) },
  { name: 'forget spent work', everySeconds: 3600, byDate: true, run: dropSpentWork },
  { name: 'lotteries', everySeconds: 2, run: lotteryMaker(settings.SECRET) },
  { name: 'table plans', everySeconds: 2, run: makeWaitingPlans },
  { name: 'delete jury pools', everySeconds: 3600, byDate: true, run: noted('pools', deletePools) },
  {
    name: 'drop old registrations',
    everySeconds: 3600,
    byDate: true,
    run: noted('registrations', dropOldRegistrations),
  },
  { name: 'progress reports', everySeconds: 600, run: reportRequests },
  { name: 'make-up of the citizens’ panel', everySeconds: 3600, run: noteQuarter },
  { name: 'overlaps without a reply', everySeconds: 3600, run: nudger(settings.PUBLIC_ORIGIN) },
  { name: 'notices before opening', everySeconds: 60, byDate: true, run: noticeSender(settings.PUBLIC_ORIGIN) },
  { name: 'drop told contacts', everySeconds: 3600, byDate: true, run: noted('contacts', dropToldContacts) },
  { name: 'drop outdated data', everySeconds: 3600, byDate: true, run: dropOutdated },
  { name: 'coverage alerts', everySeconds: 600, run: coverageWarner(settings.PUBLIC_ORIGIN) },
  { name: 'prepare feedback', everySeconds: 600, run: prepareMessages },
  { name: 'hourly checkpoint', everySeconds: 60, run: hourlyCheckpoint(keeperFrom(settings)) },
]
