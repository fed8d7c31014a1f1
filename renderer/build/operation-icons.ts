import type { Plugin } from 'vite'
import { ALL_SPECS } from '#shared/operation/registry.ts'

const NAME = 'virtual:operation-icons'

/** `math-function` → `IconMathFunction`, as the icon library exports it. */
const exportName = (icon: string): string =>
  `Icon${icon.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`

/**
 * Gives the window a map of the icons that the specs name, so that a new operation brings its own icon and the other
 * six thousand stay out of the bundle.
 */
export function operationIcons(): Plugin {
  const icons = [...new Set(ALL_SPECS.map((spec) => spec.icon))].sort()
  return {
    name: 'operation-icons',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined
      const names = icons.map(exportName).join(', ')
      const entries = icons.map((icon) => `${JSON.stringify(icon)}: ${exportName(icon)}`).join(', ')
      return `import { ${names} } from '@tabler/icons-react'\nexport const OPERATION_ICONS = { ${entries} }\n`
    },
  }
}
