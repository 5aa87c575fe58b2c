import type { Generated } from 'kysely'

/** Dated areas, census figures, texts in languages and editions, themes and the priorities that outlive an exercise. */
export interface PlacesTables {
  area_set: {
    id: string
    name: string
    kind: 'county' | 'district' | 'forum' | 'parish' | 'council' | 'ward' | 'division'
    valid_from: string
    valid_to: string | null
  }
  area: {
    id: string
    area_set_id: string
    code: string
    name: string
    population: number | null
    name_note: string | null
  }
  area_link: { parent_id: string; child_id: string; valid_from: string; valid_to: string | null }
  /** Written without its space: `ZZ11AA`. Areas are the smallest that the directory names, and those that hold them. */
  postcode_area: { postcode: string; area_id: string }
  /** One row once a directory was loaded. */
  postcode_directory: { id: number; source: string; postcodes: number; loaded_on: string }
  census_figure: { area_id: string; dimension: CensusDimension; category: string; people: number; source: string }
  text: { id: string; used_for: string }
  text_version: {
    text_id: string
    version: number
    language: string
    edition: string
    body: string
    checked_by: string | null
    checked_on: string | null
    /** The pictures beside its sentences, as a JSON list. */
    pictures: Generated<string | null>
  }
  theme: { id: string; position: number; title: string }
  priority: { id: string; slug: string; title_text_id: string; theme_id: string | null; created_on: string }
  priority_source: {
    id: string
    priority_id: string
    kind: string
    reference: string
    area_id: string | null
    note: string
    on_date: string
    evidence_item_id: Generated<string | null>
  }
}

/** `age_sex` categories read `16-29/female`; `ethnic_group` and `district` name one value. */
export type CensusDimension =
  | 'age_sex'
  | 'ethnic_group'
  | 'district'
  | 'gender'
  | 'disability'
  | 'religion'
  | 'orientation'
  | 'pregnancy'
  | 'partnership'
