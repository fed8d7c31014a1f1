declare module 'virtual:operation-icons' {
  import type { Icon } from '@tabler/icons-react'
  /** By the name that specs use. */
  export const OPERATION_ICONS: Readonly<Record<string, Icon>>
}
