import { Form } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import { carrying } from '../../answering/carried.ts'

interface PinMapProps {
  pin: { width: number; height: number; pin: string }
  path: string
  page: string
  changing: boolean
  carried: string | null
}

/** A map that is pressed: the browser itself sends the point, with no script. The list below says the same in words. */
export function PinMap({ pin, path, page, changing, carried }: PinMapProps) {
  const t = useWords('asking')
  const here = `${path}/questions/${page}`
  return (
    <Form method="get" action={here} className="pin-map">
      {changing ? <input type="hidden" name="change" value="" /> : null}
      {carried ? <input type="hidden" name={carrying} value={carried} /> : null}
      <p id="pin-how">{t('map.pin_how')}</p>
      <input
        type="image"
        name="at"
        src={`${here}/map.svg${pin.pin ? `?pin=${pin.pin}` : ''}`}
        width={pin.width}
        height={pin.height}
        alt={t('map.pin')}
        aria-describedby="pin-how"
      />
    </Form>
  )
}
