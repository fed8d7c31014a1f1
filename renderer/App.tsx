import { MantineProvider } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { queryClient } from './api.ts'
import { Window } from './shell/Window.tsx'
import { styleNonce } from './ui/nonce.ts'
import { cssVariables, theme } from './ui/theme.ts'

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
      >
        <ModalsProvider>
          <Window />
          <Notifications position="top-center" autoClose={6000} limit={3} />
        </ModalsProvider>
      </MantineProvider>
    </QueryClientProvider>
  )
}
