import { generator } from '../../priorities/generator.ts'
import { seatsByShare } from '../targets/census-share.ts'

/** An address of the list that letters are drawn from. `oversampled`: gets more letters than its share (J-6). */
export interface ListedAddress {
  id: string
  area: string
  address: string
  oversampled: boolean
}

/** How many letters go to the oversampled addresses of an area and how many to the others; never more than there are. */
function splitLetters(
  { plain, oversampled }: { plain: number; oversampled: number },
  letters: number,
  extraPercent: number,
): { plain: number; oversampled: number } {
  if (letters > plain + oversampled) throw new RangeError('more letters than addresses')
  if (letters === 0) return { plain: 0, oversampled: 0 }
  const [share = 0] = seatsByShare(
    [
      { value: 'oversampled', people: oversampled * (100 + extraPercent) },
      { value: 'plain', people: plain * 100 },
    ],
    letters,
  )
  const taken = Math.max(Math.min(share, oversampled), letters - plain)
  return { oversampled: taken, plain: letters - taken }
}

/**
 * Draws the addresses that get a letter, by area, and puts them into the random order in which letters are numbered. The
 * same list, plan and seed give the same letters, whatever order the list comes in.
 *
 * @param letters how many by area; an area that is not named gets none. @param seed an integer from 0 to 2^53 - 1.
 */
export function drawAddresses(
  addresses: readonly ListedAddress[],
  letters: Readonly<Record<string, number>>,
  extraPercent: number,
  seed: number,
): ListedAddress[] {
  const random = generator(seed)
  const byText = (a: ListedAddress, b: ListedAddress) => compare(a.address, b.address) || compare(a.id, b.id)
  const drawn = Object.keys(letters)
    .sort(compare)
    .flatMap((area) => {
      const here = addresses.filter((address) => address.area === area).sort(byText)
      const oversampled = here.filter((address) => address.oversampled)
      const plain = here.filter((address) => !address.oversampled)
      const split = splitLetters({ plain: plain.length, oversampled: oversampled.length }, letters[area]!, extraPercent)
      return [
        ...random.shuffle(oversampled).slice(0, split.oversampled),
        ...random.shuffle(plain).slice(0, split.plain),
      ]
    })
  return random.shuffle(drawn)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
