import { agreementChance, agreementTest, SIGNIFICANT, type VoteCount } from './statements.ts'

/** A statement that sets a group apart. */
export interface Representative {
  readonly statement: number
  /** Whether the group stands out by agreeing or by disagreeing. */
  readonly by: 'agree' | 'disagree'
  readonly count: number
  readonly seen: number
  readonly chance: number
  readonly test: number
  /** How many times likelier than in the other groups together. */
  readonly ratio: number
  readonly ratioTest: number
  /** Set on the statement that the group agrees with best, with how many agree. */
  readonly bestAgree?: number
}

interface Standing {
  readonly statement: number
  readonly seen: number
  readonly agree: Side
  readonly disagree: Side
}

interface Side {
  readonly count: number
  readonly chance: number
  readonly test: number
  readonly ratio: number
  readonly ratioTest: number
}

/**
 * Up to five statements per group that it holds clearly and clearly more than the others (the Polis system's rule;
 * Small, Björkegren, Erkkilä, Shaw, Megill 2021): the one it agrees with best first, agreements before disagreements.
 * @param own counts inside the group
 * @param others counts of all the other groups together
 */
export function representativeStatements(
  own: readonly VoteCount[],
  others: readonly VoteCount[],
  moderatedOut: ReadonlySet<number>,
  length = 5,
): Representative[] {
  const standings = own
    .map((count, statement) => standing(statement, count, others[statement]!))
    .filter(({ statement }) => !moderatedOut.has(statement))
  const best = standings.reduce<Standing | null>((top, one) => (beatsBestAgreement(one, top) ? one : top), null)
  const holds = ({ test, ratioTest }: Side) => test > SIGNIFICANT && ratioTest > SIGNIFICANT
  const clear = standings.filter((one) => one !== best && (holds(one.agree) || holds(one.disagree)))
  const chosen = clear.map(finish).sort((a, b) => strength(b) - strength(a) || a.statement - b.statement)
  if (best !== null) chosen.unshift({ ...finish(best), bestAgree: best.agree.count })
  if (chosen.length === 0) chosen.push(...mostTypical(standings))
  const kept = chosen.slice(0, length)
  return [...kept.filter(({ by }) => by === 'agree'), ...kept.filter(({ by }) => by === 'disagree')]
}

function standing(statement: number, own: VoteCount, others: VoteCount): Standing {
  const side = (verdict: 'agree' | 'disagree'): Side => {
    const chance = agreementChance(own[verdict], own.seen)
    return {
      count: own[verdict],
      chance,
      test: agreementTest(own[verdict], own.seen),
      ratio: chance / agreementChance(others[verdict], others.seen),
      ratioTest: twoProportionTest(own[verdict], own.seen, others[verdict], others.seen),
    }
  }
  return { statement, seen: own.seen, agree: side('agree'), disagree: side('disagree') }
}

/** Difference of two shares in standard errors, each count and each base raised by one. */
function twoProportionTest(count: number, of: number, otherCount: number, otherOf: number): number {
  const [a, n, b, m] = [count + 1, of + 1, otherCount + 1, otherOf + 1]
  const pooled = (a + b) / (n + m)
  // Raised counts can exceed raised bases by one between them; a pooled share of one tells nothing apart.
  if (pooled >= 1) return 0
  return (a / n - b / m) / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
}

function beatsBestAgreement({ agree }: Standing, best: Standing | null): boolean {
  if (agree.count === 0) return false
  const product = ({ ratio, ratioTest, chance, test }: Side) => ratio * ratioTest * chance * test
  if (best !== null && best.agree.ratio > 1) return product(agree) > product(best.agree)
  if (best !== null) return agree.chance * agree.test > best.agree.chance * best.agree.test
  return agree.test > SIGNIFICANT || (agree.ratio > 1 && agree.chance > 0.5)
}

function finish({ statement, seen, agree, disagree }: Standing): Representative {
  const by = agree.ratioTest > disagree.ratioTest ? 'agree' : 'disagree'
  return { statement, by, seen, ...(by === 'agree' ? agree : disagree) }
}

const strength = ({ ratio, ratioTest, chance, test }: Representative): number => ratio * ratioTest * chance * test

/** Where nothing is clear, the statement that comes closest. */
function mostTypical(standings: readonly Standing[]): Representative[] {
  const all = standings.filter(({ seen }) => seen > 0).map(finish)
  return all.sort((a, b) => b.ratioTest - a.ratioTest || a.statement - b.statement).slice(0, 1)
}
