import { notifications } from '@mantine/notifications'

export type Tone = 'info' | 'good' | 'warning' | 'bad'

const COLORS: Readonly<Record<Tone, string>> = { info: 'blue', good: 'green', warning: 'yellow', bad: 'red' }

/** Says a sentence in passing. What must not be missed belongs where it happened, not here. */
export function toast(message: string, tone: Tone = 'info'): void {
  notifications.show({
    message,
    color: COLORS[tone],
    withBorder: true,
  })
}
