import { addItem } from '../../app/board/agenda-store.server.ts'
import { makeMeeting } from '../../app/board/meeting-store.server.ts'
import { addPaper } from '../../app/board/paper-store.server.ts'
import type { Presence } from '../../app/board/seat.ts'
import { addSeat, recordAttendance } from '../../app/board/seat-store.server.ts'
import { addText } from '../../app/languages/text-store.server.ts'
import { type Db, write } from '../../db/connect.ts'

export const now = new Date('2026-06-15T10:00:00Z')
export const today = '2026-06-15'
const from = '2025-01-01'

/** A small partnership with a Board of three that met on 1 June 2026, an assessment, and a jury of two statements. */
export async function smallPartnership(db: Db, { presence = ['member', 'member', 'absent'] as Presence[] } = {}) {
  await write(db, async (tx) => {
    await tx
      .insertInto('organisation')
      .values(
        (['county', 'nhs', 'rural'] as const).map((id) => ({
          id,
          name: `The ${id}`,
          sector: id === 'rural' ? ('partnership' as const) : ('public' as const),
          is_council: id === 'county' ? 1 : 0,
          seed_name: null,
        })),
      )
      .execute()
    await tx
      .insertInto('person')
      .values(
        (['secretary', 'reporter'] as const).map((id) => ({
          id,
          email: `${id}@example.org`,
          label: id,
          organisation_id: 'county',
          created_at: now.toISOString(),
          disabled_at: null,
        })),
      )
      .execute()
    await tx
      .insertInto('body')
      .values({ id: 'board', name: 'The Board', kind: 'board', remit: 'To agree', cycle_weeks: 13 })
      .execute()
    for (const [i, organisationId] of ['county', 'nhs', 'rural'].entries()) {
      const seat = {
        number: i + 1,
        label: `Seat ${i + 1}`,
        organisationId,
        sector: 'public' as const,
        represents: 'all',
      }
      const hats = { secondHat: null, chairOf: null, canCommit: true, termFrom: from, termTo: null }
      await addSeat(tx, 'board', { ...seat, ...hats }, `seat-${i + 1}`)
    }
    await makeMeeting(tx, {
      id: 'meeting',
      bodyId: 'board',
      onDate: '2026-06-01',
      startsAt: '18:00',
      place: 'Hall',
      venueOwner: 'Parish',
      partA: 60,
      partB: 60,
      standing: { title: 'Response to residents', lead: 'Chair', minutes: 8 },
      personId: 'secretary',
      now,
    })
    await addItem(tx, {
      id: 'item',
      meetingId: 'meeting',
      part: 'A',
      minutes: 10,
      title: 'Jury',
      lead: 'Chair',
      proposer: 'officer',
    })
    const paper = { itemId: 'item', summary: '', on: '2026-05-20', personId: 'secretary', now }
    await addPaper(tx, {
      ...paper,
      id: 'eia',
      kind: 'equality_impact',
      title: 'Who gains',
      body: 'Older people gain most.',
    })
    await addPaper(tx, { ...paper, id: 'blank-eia', kind: 'equality_impact', title: 'Who gains', body: ' ' })
    await recordAttendance(tx, {
      meetingId: 'meeting',
      presence: new Map(presence.map((p, i) => [`seat-${i + 1}`, p])),
      personId: 'secretary',
      on: '2026-06-01',
      now,
    })
    await juryOfTwo(tx)
  })
}

async function juryOfTwo(tx: Parameters<Parameters<typeof write>[1]>[0]) {
  await tx
    .insertInto('exercise')
    .values(exercise('jury-exercise', 'jury', 'being-heard'))
    .execute()
  await tx
    .insertInto('jury')
    .values({
      id: 'jury',
      exercise_id: 'jury-exercise',
      slug: 'being-heard',
      question: 'What first?',
      public_name: 'Being heard',
      commissioned_by: 'county',
      budget: '',
      promise_who: 'The Board',
      promise_by: null,
      promise_how: '',
      out_of_bounds: '',
      oversight: '',
      follow_up_6_on: null,
      follow_up_12_on: null,
      seats: 24,
      threshold_numerator: 4,
      threshold_denominator: 5,
      quorum: 16,
      report_published_at: null,
      created_at: now.toISOString(),
    })
    .execute()
  await tx
    .insertInto('vote')
    .values({
      id: 'vote',
      jury_id: 'jury',
      opened_at: now.toISOString(),
      present: 21,
      threshold_numerator: 4,
      threshold_denominator: 5,
      first_closer: null,
      closed_at: now.toISOString(),
      second_closer: null,
      counted_at: now.toISOString(),
      ballots_commitment: null,
    })
    .execute()
  for (const [number, support] of [
    [1, 17],
    [2, 16],
  ] as const) {
    await tx
      .insertInto('statement')
      .values({
        id: `statement-${number}`,
        jury_id: 'jury',
        number,
        body: `Statement ${number} in the jurors’ words`,
        because: '',
        written_by_table: '1',
        locked_at: now.toISOString(),
        priority_id: null,
      })
      .execute()
    await tx
      .insertInto('vote_tally')
      .values({
        vote_id: 'vote',
        statement_id: `statement-${number}`,
        strongly_support: support,
        support: 0,
        live_with: 0,
        oppose: 21 - support,
        strongly_oppose: 0,
        abstain: 0,
        outcome: number === 1 ? 'recommendation' : 'majority',
      })
      .execute()
  }
}

const exercise = (id: string, kind: 'jury' | 'consultation', slug: string) => ({
  id,
  slug,
  kind,
  title: slug,
  run_by: 'county',
  commissioned_by: 'county',
  paid_by: 'county',
  decision: 'What to do first',
  decided_by: 'The Board',
  decision_on: '2026-06-01',
  can_change: '',
  cannot_change: '',
  options_rejected: '',
  audiences: '',
  method: '',
  legal_basis: 'voluntary',
  opens_on: '2026-02-01',
  closes_on: '2026-03-31',
  results_by: '2026-05-01',
  changed_by: '2027-03-31',
  short_opening_reason: null,
  formative_signed_by: 'secretary',
  formative_signed_at: now.toISOString(),
  published_at: '2026-01-20T10:00:00.000Z',
  created_by: 'secretary',
  created_at: '2026-01-01T10:00:00.000Z',
})

/** A closed consultation with two options, and its published list: buses before parks. */
export async function smallConsultation(db: Db) {
  const standing = (rank: number) => ({ sharePerMille: 600 - rank * 200, rank, rankFrom: 1, rankTo: 2, band: 0 })
  const result = {
    base: 100,
    options: ['buses', 'parks'].map((id, i) => ({
      id: `option-${id}`,
      among: i === 0 ? 40 : 9,
      unweighted: standing(i + 1),
      weighted: null,
    })),
    unweighted: { bands: [{ letter: 'A', ids: ['option-buses', 'option-parks'] }] },
    weighted: null,
    coverage: [],
  }
  await write(db, async (tx) => {
    await tx
      .insertInto('exercise')
      .values(exercise('consultation-exercise', 'consultation', 'what-matters'))
      .execute()
    const text = (body: string, ur?: string) => addText(tx, 'test', { en: body, ...(ur ? { ur } : {}) })
    const lead = await text('Choose')
    await tx
      .insertInto('consultation')
      .values({
        id: 'consultation',
        exercise_id: 'consultation-exercise',
        version: 1,
        title_text_id: lead,
        lead_text_id: lead,
        decision_text_id: lead,
        can_change_text_id: lead,
        cannot_change_text_id: lead,
        picks_max: 3,
        minutes: 4,
      })
      .execute()
    await tx
      .insertInto('question')
      .values({
        id: 'pick',
        consultation_id: 'consultation',
        position: 1,
        kind: 'pick',
        title_text_id: lead,
        hint_text_id: null,
      })
      .execute()
    for (const [i, id] of ['buses', 'parks'].entries()) {
      const title = await text(id === 'buses' ? 'Later buses' : 'Cleaner parks', id === 'buses' ? 'بسیں' : undefined)
      await tx
        .insertInto('priority')
        .values({ id: `priority-${id}`, slug: id, title_text_id: title, theme_id: null, created_on: from })
        .execute()
      await tx
        .insertInto('question_option')
        .values({
          id: `option-${id}`,
          question_id: 'pick',
          position: i + 1,
          title_text_id: title,
          example_text_id: null,
          priority_id: `priority-${id}`,
        })
        .execute()
    }
    await tx
      .insertInto('snapshot')
      .values({
        id: 'snapshot',
        exercise_id: 'consultation-exercise',
        stage: 'analysis',
        version: 1,
        parent_id: null,
        reason: '',
        rows: 100,
        content: '{}',
        hash: 'h',
        created_by: null,
        created_at: now.toISOString(),
      })
      .execute()
    await tx
      .insertInto('priority_list')
      .values({
        id: 'list',
        exercise_id: 'consultation-exercise',
        snapshot_id: 'snapshot',
        version: 1,
        result: JSON.stringify(result),
        result_hash: 'h',
        note: '',
        first_publisher: 'secretary',
        second_publisher: 'reporter',
        published_at: '2026-04-20T10:00:00.000Z',
        created_at: now.toISOString(),
      })
      .execute()
  })
}

export const wholeDraft = {
  stance: 'accept',
  reasonClass: 'doing_now',
  reasonDetail: '',
  reason: 'The work has begun in two districts.',
  responsesAccount: 'We read what the jury said and every objection that came with it.',
  evidence: '',
  passedTo: '',
  method: 'consensus',
  dissent: '',
}
