import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'

/** Says what was done, with a way back for a while. */
export function offerUndo(words: string, undo: () => unknown): void {
  const notice = notifications.show({
    autoClose: 12_000,
    withBorder: true,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{words}</span>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            notifications.hide(notice)
            void undo()
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  })
}
