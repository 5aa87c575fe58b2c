import { createContext } from 'react'

/** The CSP nonce of the response being rendered: the one thing a script element needs to be allowed. */
export const NonceContext = createContext('')
