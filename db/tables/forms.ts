import type { Generated } from 'kysely'

/**
 * What a consultation asks in its own way, in versions, and the answers. A question's id and its options' ids stay the
 * same through every version, so that answers merge whatever version and language they were given to.
 */
export interface FormTables {
  form_version: {
    consultation_id: string
    version: number
    note: string
    created_by: string
    created_at: string
    published_at: string | null
  }
  form_question: { id: string; consultation_id: string; key: string; kind: string; owned_by: string | null }
  form_question_version: {
    question_id: string
    consultation_id: string
    version: number
    position: number
    page: number
    title_text_id: string
    hint_text_id: string | null
    section_text_id: string | null
    required: number
    unsure: number
    /** JSON as the question's kind reads it. */
    config: string
    /** JSON of a condition on an earlier answer. */
    only_if: string | null
  }
  /** `value` is canonical JSON; what somebody wrote is in `response_own_words`, outside every commitment. */
  response_answer: { response_id: string; question_id: string; value: string }
  response_own_words: {
    response_id: string
    question_id: string
    language: string
    body: string
    may_publish: Generated<number>
  }
  added_statement: {
    id: string
    question_id: string
    response_id: string | null
    language: string
    body: string
    state: 'waiting' | 'accepted' | 'refused'
    reason: string
    text_id: string | null
    moderated_by: string | null
    moderated_on: string | null
    received_on: string
  }
  /** Where an area stands on the schematic map, and its boundary as a GeoJSON geometry where one was loaded. */
  area_shape: {
    area_id: string
    tile_column: number | null
    tile_row: number | null
    boundary: string | null
    source: string
  }
}
