import '@fontsource-variable/inter'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import '@mantine/dropzone/styles.css'
import './ui/global.css'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { App } from './App.tsx'
import { styleNonce } from './ui/nonce.ts'

// The page's policy allows no evaluation of text: zod must not even try.
z.config({ jitless: true })
// The name under which what locks scrolling behind dialogs looks for the nonce of its style.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() })

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
