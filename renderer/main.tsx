import '@fontsource-variable/inter'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import '@mantine/dropzone/styles.css'
import './ui/global.css'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { App } from './App.tsx'

// The page's policy allows no evaluation of text: zod must not even try.
z.config({ jitless: true })

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
