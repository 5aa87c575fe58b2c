import { type BatchAnswer, plainAnswer } from '../../app/consultations/answering/answer-batch-store.server.ts'
import { noMonitoring } from '../../app/consultations/equality/monitoring.ts'
import { forumsOf } from './areas.ts'
import { districtCensus } from './census-2021.ts'
import { campaignComments, comments } from './comments.ts'
import type { Demo } from './context.ts'
import { districtId } from './forums.ts'
import { type DemoRespondent, demoRespondents, demoSeed, respondents } from './model.ts'
import { demoOptions } from './model-parameters.ts'
import { seatsByForum } from './wards.ts'

const campaignForum = 'Syston, Thurmaston and Wreake Villages'
const campaignSize = 84
const buses = demoOptions.findIndex((option) => option.id === 'P06')

/** So many of each label, in random order. */
function dealt<T extends string>(demo: Demo, counts: Record<T, number>): T[] {
  const labels = (Object.entries(counts) as [T, number][]).flatMap(([label, n]) =>
    Array.from({ length: n }, () => label),
  )
  return demo.random.shuffle(labels)
}

/** Every so many at random among these positions. */
const chosen = (demo: Demo, among: number[], n: number) => new Set(demo.random.shuffle([...among]).slice(0, n))

/**
 * The 3,012 residents of the flagship consultation as answers: who they are and what they prefer comes from the model;
 * channel, language, edition, day, words and marks are dealt out here.
 */
export function flagshipAnswers(
  demo: Demo,
  optionIds: Record<string, string>,
  opens: number,
  closes: number,
): BatchAnswer[] {
  const people = respondents(demoSeed, demoRespondents)
  const n = people.length
  const all = people.map((_, i) => i)
  const channels = dealt(demo, { online: 2306, paper: 512, phone: 122, event: 72 })
  const languages = dealt(demo, { en: 2871, gu: 52, pl: 41, pa: 22, ur: 9, other: 17 })
  const easyRead = chosen(demo, all, 64)
  const wantBuses = all.filter((i) => people[i]!.district === 'E07000130' && people[i]!.picks.includes(buses))
  const campaign = chosen(demo, wantBuses, campaignSize)
  const duplicates = chosen(
    demo,
    all.filter((i) => channels[i] === 'online' && !campaign.has(i)),
    41,
  )
  const wrote = chosen(
    demo,
    all.filter((i) => languages[i] === 'en' && !campaign.has(i)),
    640,
  )
  const level = chosen(demo, all, Math.round(n * 0.06))
  const noDisability = chosen(demo, all, Math.round(n * 0.29))
  const seats = seatsByForum(demo)
  const answers = people.map((person, i): BatchAnswer => {
    const paper = channels[i] === 'paper' || channels[i] === 'event'
    const area = areaOf(demo, person, campaign.has(i))
    return {
      ...plainAnswer,
      submissionKey: demo.id(`submission-${i + 1}`),
      answers: {
        area: paper ? area : withSeats(area, seats, i),
        picks: person.picks.map((pick) => optionIds[demoOptions[pick]!.id]!),
        none: false,
        somethingElse: '',
        order: level.has(i) ? 'same' : 'places',
        why: campaign.has(i) ? pick(demo, campaignComments) : wrote.has(i) ? commentOf(demo, person) : '',
      },
      channel: channels[i]!,
      language: languages[i]!,
      edition: easyRead.has(i) ? 'easy-read' : 'standard',
      helped: easyRead.has(i) && i % 2 === 0,
      duplicateFlag: duplicates.has(i),
      cluster: campaign.has(i) ? 'evening-bus' : null,
      source: paper ? `keyed ${channels[i]}` : null,
      sourceRow: paper ? `F${String(i + 1).padStart(4, '0')}` : null,
      receivedOn: dayOf(demo, opens, closes),
      monitoring: {
        ...noMonitoring,
        ageBand: person.ageBand,
        sex: person.sex === 'F' ? 'female' : 'male',
        ethnicGroup: person.ethnicGroup.toLowerCase(),
        disability: noDisability.has(i) ? null : disabilityOf(demo),
      },
      orderSeed: demo.random.below(2 ** 31),
    }
  })
  return answers.sort((a, b) => (a.receivedOn < b.receivedOn ? -1 : a.receivedOn > b.receivedOn ? 1 : 0))
}

function areaOf(demo: Demo, person: DemoRespondent, inCampaign: boolean): BatchAnswer['answers']['area'] {
  const name = districtCensus.find((district) => district.code === person.district)!.name
  const forums = forumsOf(demo, name)
  const forum = inCampaign
    ? forums.find((f) => f.name === campaignForum)!
    : demo.random.uniform() < 0.9
      ? pick(demo, forums)
      : null
  return { kind: 'district', district: districtId(demo, name), forum: forum?.id ?? null }
}

/** Most who answer online or by telephone give a postcode, and a postcode alone tells the ward. */
function withSeats(area: BatchAnswer['answers']['area'], seats: ReturnType<typeof seatsByForum>, i: number) {
  if (area?.kind !== 'district' || area.forum === null || i % 10 > 7) return area
  const own = seats.get(area.forum)!
  return { ...area, ...own[Math.floor(i / 10) % own.length]! }
}

/** Answers come in a rush at the opening and before the end. */
function dayOf(demo: Demo, opens: number, closes: number): string {
  const u = demo.random.uniform()
  const along = demo.random.uniform() < 0.5 ? u * u : 1 - u * u
  return demo.day(opens + Math.floor(along * (closes - opens + 0.999)))
}

const pick = <T>(demo: Demo, from: readonly T[]): T => from[demo.random.below(from.length)]!

const commentOf = (demo: Demo, person: DemoRespondent) => pick(demo, comments[demoOptions[person.picks[0]]!.id]!)

function disabilityOf(demo: Demo): string {
  const u = demo.random.uniform()
  return u < 0.77 ? 'no' : u < 0.85 ? 'yes-a-lot' : u < 0.97 ? 'yes-a-little' : 'yes-not-at-all'
}

/** Answers that are read and reported apart: organisations, and what came after closing. */
export function apartAnswers(
  demo: Demo,
  optionIds: Record<string, string>,
  kind: 'organisation' | 'late',
  n: number,
  day: number,
): BatchAnswer[] {
  return respondents(demoSeed + (kind === 'late' ? 1 : 2), n).map((person, i) => ({
    ...plainAnswer,
    submissionKey: demo.id(`submission-${kind}-${i + 1}`),
    answers: {
      area: areaOf(demo, person, false),
      picks: person.picks.map((option) => optionIds[demoOptions[option]!.id]!),
      none: false,
      somethingElse: '',
      order: 'places',
      why: '',
    },
    channel: kind === 'late' ? 'paper' : 'online',
    language: 'en',
    status: kind,
    source: `${kind} answers`,
    sourceRow: `${kind}-${i + 1}`,
    receivedOn: demo.day(day),
  }))
}

/** The small open consultation: some people said the same about a few subjects; some said nothing about themselves. */
export function openAnswers(demo: Demo, optionIds: Record<string, string>, n: number, opens: number): BatchAnswer[] {
  const offered = demoOptions.map((option, i) => ({ i, id: optionIds[option.id] })).filter((option) => option.id)
  return respondents(demoSeed + 3, n).map((person, i): BatchAnswer => {
    const own = person.picks.filter((option) => offered.some((o) => o.i === option))
    return {
      ...plainAnswer,
      submissionKey: demo.id(`submission-open-${i + 1}`),
      answers: {
        area: areaOf(demo, person, false),
        picks: own.map((option) => optionIds[demoOptions[option]!.id]!),
        none: own.length === 0,
        somethingElse: '',
        order: own.length > 1 ? 'places' : null,
        why: '',
      },
      channel: i % 9 === 0 ? 'event' : 'online',
      language: 'en',
      receivedOn: demo.day(opens + demo.random.below(-opens)),
      monitoring:
        i % 3 === 0
          ? null
          : {
              ...noMonitoring,
              ageBand: person.ageBand,
              sex: person.sex === 'F' ? 'female' : 'male',
              ethnicGroup: person.ethnicGroup.toLowerCase(),
            },
    }
  })
}
