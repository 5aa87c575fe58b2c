import type { ReactNode } from 'react'
import { classNames } from './options.ts'

/** Progress as its owner reports it, and what stands in when nobody has. */
export type RagStatus = 'red' | 'amber' | 'green' | 'done' | 'not-reported'

/** Each status has its own outline in a 16 by 16 square, so that it can be told without colour. */
const outlines: Record<RagStatus, ReactNode> = {
  red: <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" />,
  amber: <path d="M8 1l7.5 14H.5z" />,
  green: <circle cx="8" cy="8" r="7" />,
  done: <path d="M1 8.5l2.5-2.6 3 3L12.6 2 15 4.3 6.5 14z" />,
  'not-reported': <path d="M1 1h14v14H1zM3.5 3.5v9h9v-9z" fillRule="evenodd" />,
}

/** The shape alone, as SVG content in a 16 by 16 square; charts place it themselves. */
export function ragOutline(status: RagStatus): ReactNode {
  return outlines[status]
}

/** A status as word and shape. The word is always there: `children`, in the page's language. */
export function Rag({ status, children, classes }: { status: RagStatus; children: ReactNode; classes?: string }) {
  return (
    <strong className={classNames('rag', `rag--${status}`, classes)}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
        {outlines[status]}
      </svg>
      {children}
    </strong>
  )
}
