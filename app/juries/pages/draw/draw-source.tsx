import { useWords } from '../../../languages/use-words.ts'
import type { Source } from '../../draw/public-draw.ts'

/** What decides a draw, in words. */
export function useSource() {
  const t = useWords('drawing')
  return (source: Source): string => {
    if (source.kind === 'drand') return t('source.drand', { round: source.round })
    if (source.kind === 'dice') return t('source.dice', { count: source.throws })
    return t('source.balls', { balls: source.balls, drawn: source.drawn })
  }
}
