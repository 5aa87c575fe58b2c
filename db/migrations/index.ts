import type { Migration } from 'kysely/migration'
import * as peopleAndLedger from './0001-people-and-ledger.ts'
import * as placesAndTexts from './0002-places-and-texts.ts'
import * as consultations from './0003-consultations.ts'
import * as juries from './0004-juries.ts'
import * as board from './0005-board.ts'
import * as ledgerIsAppendOnly from './0006-ledger-is-append-only.ts'
import * as juryRecruitment from './0007-jury-recruitment.ts'
import * as juryPreparation from './0009-jury-preparation.ts'
import * as juryDraw from './0010-jury-draw.ts'
import * as jurySeating from './0011-jury-seating.ts'
import * as waysToAsk from './0012-ways-to-ask.ts'
import * as register from './0014-register.ts'
import * as messagesThreeWays from './0015-messages-three-ways.ts'
import * as feedbackMessages from './0015a-feedback-messages.ts'
import * as surveyUpload from './0016-survey-upload.ts'
import * as paper from './0017-paper.ts'
import * as computations from './0020-computations.ts'
import * as listSources from './0021-list-sources.ts'
import * as builder from './0022-builder.ts'
import * as contentStamp from './0024-content-stamp.ts'
import * as formResults from './0026-form-results.ts'
import * as formResultsStamp from './0027-form-results-stamp.ts'
import * as recordStamp from './0028-record-stamp.ts'
import * as poolNotes from './0030-pool-notes.ts'
import * as savedDrafts from './0031-saved-drafts.ts'
import * as waysToAnswer from './0032-ways-to-answer.ts'
import * as translations from './0033-translations.ts'
import * as editions from './0034-editions.ts'
import * as freeText from './0035-free-text.ts'
import * as cleaningAndCoverage from './0036-cleaning-and-coverage.ts'
import * as rightsAndRetention from './0037-rights-and-retention.ts'
import * as newsletter from './0038-newsletter.ts'
import * as registerStamp from './0039-register-stamp.ts'
import * as guarding from './0040-guarding.ts'
import * as postcodes from './0041-postcodes.ts'
import * as complaints from './0042-complaints.ts'
import * as importUndone from './0043-import-undone.ts'
import * as confirming from './0045-confirming.ts'
import * as equality from './0045a-equality.ts'
import * as organisationsApart from './0046-organisations-apart.ts'
import * as equalityChoice from './0050-equality-choice.ts'
import * as censusOfFurtherGroups from './0051-census-of-further-groups.ts'
import * as surveyMapping from './0052-survey-mapping.ts'
import * as checkpointPeaks from './0053-checkpoint-peaks.ts'
import * as newsletterLanguage from './0054-newsletter-language.ts'
import * as partnersStamp from './0055-partners-stamp.ts'
import * as evidenceOfExercises from './0057-evidence-of-exercises.ts'
import * as registrationClosed from './0058-registration-closed.ts'
import * as toldOfDraw from './0059-told-of-draw.ts'
import * as paperNotCounted from './0061-paper-not-counted.ts'
import * as answerErasedOn from './0062-answer-erased-on.ts'
import * as coverageShown from './0063-coverage-shown.ts'
import * as criterionWords from './0064-criterion-words.ts'
import * as toldOfGivingUp from './0065-told-of-giving-up.ts'
import * as wards from './0066-wards.ts'
import * as citizensPanel from './0068-citizens-panel.ts'
import * as checkBack from './0070-check-back.ts'
import * as notices from './0071-notices.ts'
import * as keyedByWhom from './0072-keyed-by-whom.ts'
import * as groupPayments from './0073-group-payments.ts'
import * as embedding from './0074-embedding.ts'
import * as evidenceOfItsOwn from './0075-evidence-of-its-own.ts'
import * as boardRemit from './0076-board-remit.ts'
import * as editionsStamp from './0080-editions-stamp.ts'
import * as expectedYoungPeople from './0081-expected-young-people.ts'
import * as panelWayIn from './0082-panel-way-in.ts'
import * as wordedAnew from './0084-worded-anew.ts'
import * as noticeLanguage from './0085-notice-language.ts'
import * as embedLetIn from './0088-embed-let-in.ts'
import * as reissuedForErased from './0089-reissued-for-erased.ts'
import * as importApart from './0092-import-apart.ts'
import * as extension from './0093-extension.ts'
import * as pictureCare from './0094-picture-care.ts'

/** Every migration by name, in the order it runs. What has landed is frozen: a change is a new migration. */
export const migrations: Record<string, Migration> = {
  '0001-people-and-ledger': peopleAndLedger,
  '0002-places-and-texts': placesAndTexts,
  '0003-consultations': consultations,
  '0004-juries': juries,
  '0005-board': board,
  '0006-ledger-is-append-only': ledgerIsAppendOnly,
  '0007-jury-recruitment': juryRecruitment,
  '0009-jury-preparation': juryPreparation,
  '0010-jury-draw': juryDraw,
  '0011-jury-seating': jurySeating,
  '0012-ways-to-ask': waysToAsk,
  '0014-register': register,
  '0015-messages-three-ways': messagesThreeWays,
  '0015a-feedback-messages': feedbackMessages,
  '0016-survey-upload': surveyUpload,
  '0017-paper': paper,
  '0020-computations': computations,
  '0021-list-sources': listSources,
  '0022-builder': builder,
  '0024-content-stamp': contentStamp,
  '0026-form-results': formResults,
  '0027-form-results-stamp': formResultsStamp,
  '0028-record-stamp': recordStamp,
  '0030-pool-notes': poolNotes,
  '0031-saved-drafts': savedDrafts,
  '0032-ways-to-answer': waysToAnswer,
  '0033-translations': translations,
  '0034-editions': editions,
  '0035-free-text': freeText,
  '0036-cleaning-and-coverage': cleaningAndCoverage,
  '0037-rights-and-retention': rightsAndRetention,
  '0038-newsletter': newsletter,
  '0039-register-stamp': registerStamp,
  '0040-guarding': guarding,
  '0041-postcodes': postcodes,
  '0042-complaints': complaints,
  '0043-import-undone': importUndone,
  '0045-confirming': confirming,
  '0045a-equality': equality,
  '0046-organisations-apart': organisationsApart,
  '0050-equality-choice': equalityChoice,
  '0051-census-of-further-groups': censusOfFurtherGroups,
  '0052-survey-mapping': surveyMapping,
  '0053-checkpoint-peaks': checkpointPeaks,
  '0054-newsletter-language': newsletterLanguage,
  '0055-partners-stamp': partnersStamp,
  '0057-evidence-of-exercises': evidenceOfExercises,
  '0058-registration-closed': registrationClosed,
  '0059-told-of-draw': toldOfDraw,
  '0061-paper-not-counted': paperNotCounted,
  '0062-answer-erased-on': answerErasedOn,
  '0063-coverage-shown': coverageShown,
  '0064-criterion-words': criterionWords,
  '0065-told-of-giving-up': toldOfGivingUp,
  '0066-wards': wards,
  '0068-citizens-panel': citizensPanel,
  '0070-check-back': checkBack,
  '0071-notices': notices,
  '0072-keyed-by-whom': keyedByWhom,
  '0073-group-payments': groupPayments,
  '0074-embedding': embedding,
  '0075-evidence-of-its-own': evidenceOfItsOwn,
  '0076-board-remit': boardRemit,
  '0080-editions-stamp': editionsStamp,
  '0081-expected-young-people': expectedYoungPeople,
  '0082-panel-way-in': panelWayIn,
  '0084-worded-anew': wordedAnew,
  '0085-notice-language': noticeLanguage,
  '0088-embed-let-in': embedLetIn,
  '0089-reissued-for-erased': reissuedForErased,
  '0092-import-apart': importApart,
  '0093-extension': extension,
  '0094-picture-care': pictureCare,
}
