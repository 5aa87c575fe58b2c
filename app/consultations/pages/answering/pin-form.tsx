import { Form } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import { carrying } from '../../answering/carried.ts'

interface PinImageProps {
  pin: { width: number; height: number; pin: string }
  /** What the point is sent under. */
  name: string
  src: string
}

/** The picture that is pressed. The list below says the same in words. */
export function PinImage({ pin, name, src }: PinImageProps) {
  const t = useWords('asking')
  return (
    <>
      <p id={`${name}-how`}>{t('map.pin_how')}</p>
      <input
        type="image"
        name={name}
        src={`${src}${pin.pin ? `?pin=${pin.pin}` : ''}`}
        width={pin.width}
        height={pin.height}
        alt={t('map.pin')}
        aria-describedby={`${name}-how`}
      />
    </>
  )
}

interface PinMapProps {
  pin: PinImageProps['pin']
  path: string
  page: string
  changing: boolean
  carried: string | null
}

/** A map that is pressed: the browser itself sends the point, with no script. */
export function PinMap({ pin, path, page, changing, carried }: PinMapProps) {
  const here = `${path}/questions/${page}`
  return (
    <Form method="get" action={here} className="pin-map">
      {changing ? <input type="hidden" name="change" value="" /> : null}
      {carried ? <input type="hidden" name={carrying} value={carried} /> : null}
      <PinImage pin={pin} name="at" src={`${here}/map.svg`} />
    </Form>
  )
}
