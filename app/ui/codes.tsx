import { Fragment } from 'react'

/**
 * A reference code such as `7K3M-Q9TX-4H`, in its groups, left to right in every language. It breaks only between
 * groups, and copying it gives the code as it stands.
 */
export function ReferenceCode({ code }: { code: string }) {
  return (
    <bdi className="reference-code" dir="ltr" translate="no">
      {code.split('-').map((group, index) => (
        <Fragment key={index}>
          {index > 0 ? '-' : null}
          {index > 0 ? <wbr /> : null}
          <span>{group}</span>
        </Fragment>
      ))}
    </bdi>
  )
}

/** A hash or other long machine text: breaks anywhere, left to right. `short` shows the beginning, with all in `title`. */
export function HashText({ hash, short }: { hash: string; short?: boolean }) {
  return (
    <bdi className="hash" dir="ltr" translate="no" title={short ? hash : undefined}>
      {short ? `${hash.slice(0, 12)}…` : hash}
    </bdi>
  )
}
