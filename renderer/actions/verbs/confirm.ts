import { modals } from '@mantine/modals'

/** Asks before something that can't be taken back. */
export function confirm(title: string, words: string, yes: string): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title,
      children: words,
      labels: { confirm: yes, cancel: 'Cancel' },
      onConfirm: () => resolve(true),
      onCancel: () => resolve(false),
      onClose: () => resolve(false),
    })
  })
}
