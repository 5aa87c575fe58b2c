import type { Generated } from 'kysely'
import type { Way } from './people.ts'

/**
 * The register of exercises and what residents answer. Answers (`response*`), contacts (`contact`) and equality
 * monitoring (`monitoring_answer`) are three stores (trust section 3): only `response.monitoring_key`, destroyed at
 * the analysis freeze, ever joins two of them.
 */
export interface ConsultationTables {
  exercise: {
    id: string
    slug: string
    kind: 'consultation' | 'jury'
    title: string
    run_by: string
    commissioned_by: string
    paid_by: string
    decision: string
    decided_by: string
    decision_on: string | null
    can_change: string
    cannot_change: string
    options_rejected: string
    audiences: string
    method: string
    legal_basis: string
    opens_on: string | null
    closes_on: string | null
    results_by: string | null
    changed_by: string | null
    short_opening_reason: string | null
    formative_signed_by: string | null
    formative_signed_at: string | null
    published_at: string | null
    created_by: string
    created_at: string
    /** 1 where it is asked by other means than this site, and only recorded here. */
    asked_elsewhere: Generated<number>
  }
  exercise_area: { exercise_id: string; area_id: string }
  consultation: {
    id: string
    exercise_id: string
    version: number
    title_text_id: string
    lead_text_id: string
    decision_text_id: string
    can_change_text_id: string
    cannot_change_text_id: string
    picks_max: number
    minutes: number
    /** `flagship`: the four questions of the template. `form`: questions of its own (`form_question`). */
    template: Generated<'flagship' | 'form'>
    /** 1 where a browser always works a little before it sends, and not only when very many answers come from one network. */
    asks_work: Generated<number>
  }
  question: {
    id: string
    consultation_id: string
    position: number
    kind: 'area' | 'pick' | 'order' | 'why'
    title_text_id: string
    hint_text_id: string | null
  }
  question_option: {
    id: string
    question_id: string
    position: number
    title_text_id: string
    example_text_id: string | null
    priority_id: string | null
  }
  draft: {
    token_hash: string
    consultation_id: string
    answers: string
    language: string
    created_at: string
    updated_at: string
    /** 1 once its answers were sent: it then holds their submission key alone, for the pages after sending. */
    sent: Generated<number>
  }
  response: {
    id: string
    consultation_id: string
    submission_key: string
    body_hash: string
    reference_hash: string
    channel: Channel
    language: string
    edition: string
    district_id: string | null
    forum_id: string | null
    chose_none: number
    same_rank: number
    order_seed: number
    helped: number
    status: 'counted' | 'withdrawn' | 'organisation' | 'late' | 'outside' | 'quarantined'
    duplicate_flag: number
    cluster: string | null
    import_id: string | null
    source: string | null
    source_row: string | null
    monitoring_key: string | null
    ledger_seq: number | null
    received_on: string
    /** The version of the form that was answered; null for the flagship template. */
    form_version: Generated<number | null>
    /** 1 where a code confirmed it. */
    confirmed: Generated<number>
    /** The community group under whose code it came. */
    group_id: Generated<string | null>
    /** The day it was erased on request; null where its sender took it back, or it stands. */
    erased_on: Generated<string | null>
    /** The ward and the county division of a postcode that it was given with. */
    ward_id: Generated<string | null>
    division_id: Generated<string | null>
    /** The sample of the citizens' panel through whose own link it came: it never says through whom. */
    panel_sample_id: Generated<string | null>
  }
  response_pick: { response_id: string; option_id: string; place: number }
  /** `may_publish`: 1 where the writer said that the words may be published. */
  response_text: {
    response_id: string
    kind: 'why' | 'something_else'
    language: string
    body: string
    may_publish: Generated<number>
  }
  community_group: {
    id: string
    consultation_id: string
    name: string
    partner: string
    code: string
    created_by: string
    created_at: string
    closed_at: string | null
  }
  /** What a community group is paid for asking its people; nothing is owed where `pence` is 0. */
  group_payment: {
    id: string
    group_id: string
    what: string
    pence: number
    due_on: string
    /** The organisation that pays. */
    payer_id: string
    agreed_by: string
    agreed_at: string
    paid_on: string | null
    paid_noted_by: string | null
  }
  /** How a payment stood before somebody put it right: `was` is JSON. */
  group_payment_correction: {
    id: string
    payment_id: string
    was: string
    reason: string
    corrected_by: string
    corrected_at: string
  }
  /** What an organisation says of itself, published with its answer (rule L-9). */
  response_organisation: { response_id: string; name: string; does: string; represents: string }
  /** What is published of an organisation's answer. `held`: 1 where it is not, for `reason`. `words`: 1 where its own words are. */
  organisation_review: {
    response_id: string
    held: number
    reason: string
    words: number
    decided_by: string
    decided_on: string
  }
  import_batch: {
    id: string
    consultation_id: string
    source: string
    file_hash: string
    rows_added: number
    rows_known: number
    /** Rows of the file that were nobody’s answer: tries by the survey’s makers, and what was begun and never finished. */
    rows_tests: Generated<number>
    rows_unfinished: Generated<number>
    imported_by: string
    imported_at: string
  }
  /** A load that was taken out again: `rows` of its answers were in it. */
  import_undone: { import_id: string; reason: string; rows: number; undone_by: string; undone_on: string }
  /** `content` is what was read from the file, `mapping` the columns named so far, both as JSON. */
  survey_upload: {
    id: string
    consultation_id: string
    source: string
    status: string
    file_name: string
    file_hash: string
    content: string
    mapping: Generated<string | null>
    uploaded_by: string
    uploaded_at: string
  }
  coverage_counter: { consultation_id: string; dimension: string; category: string; people: number }
  /** Counters of characteristics as they are shown while answers come. */
  coverage_shown: { consultation_id: string; dimension: string; category: string; people: number }
  monitoring_answer: {
    key: string
    consultation_id: string
    age_band: string | null
    sex: string | null
    gender: Generated<string | null>
    gender_words: Generated<string | null>
    ethnic_group: string | null
    ethnic_detail: string | null
    ethnic_words: Generated<string | null>
    disability: string | null
    code_list: string
    /** Further characteristics as JSON: by name, the code with the list it is of and any own words. */
    further: Generated<string>
    /** The marks of the words in which contested questions were put, as JSON by question. */
    worded: Generated<string>
  }
  /** What an exercise asks people about themselves where its officer chose; `content` is an `EqualityChoice` as JSON. */
  equality_choice: { exercise_id: string; content: string; chosen_by: string; chosen_at: string }
  /** How this partnership asks one of the equality questions in one language, where not in the program's own words. */
  monitoring_wording: {
    step: string
    language: string
    title: string
    hint: string
    changed_by: string
    changed_at: string
  }
  contact: {
    id: string
    exercise_id: string
    way: Generated<Way>
    address: string
    language: string
    /** Kinds of message, separated by commas. */
    wants: string
    created_on: string
  }
  exclusion: { exercise_id: string; code: string; reason: string; people: number }
  snapshot: {
    id: string
    exercise_id: string
    stage: 'closing' | 'analysis' | 'reissue'
    version: number
    parent_id: string | null
    reason: string
    rows: number
    content: string
    hash: string
    created_by: string | null
    created_at: string
  }
  priority_list: Publication
  /** What the people of each ward and division said, frozen with the analysis: public once its results are. */
  ward_figures: { exercise_id: string; content: string; hash: string; frozen_on: string }
  /** The results of a consultation's own questions, as `FormResults`. */
  form_result: Publication
}

/** A version of a frozen result that two people publish. */
export interface Publication {
  id: string
  exercise_id: string
  snapshot_id: string
  version: number
  result: string
  result_hash: string
  note: string
  /** How many answers were erased, of a version that only says so; the note says the same in English. */
  erased: Generated<number | null>
  first_publisher: string | null
  second_publisher: string | null
  published_at: string | null
  created_at: string
}

export type Channel = 'online' | 'paper' | 'phone' | 'event' | 'group'
