import { type CSSVariablesResolver, createTheme } from '@mantine/core'
import { NODE_TYPES } from '#shared/chain/schema.ts'
import { HUES, hueName, type Scheme, TOKENS } from './tokens.ts'

const FONT = "'Inter Variable', system-ui, sans-serif"
const MONO = "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, monospace"

export const theme = createTheme({
  fontFamily: FONT,
  fontFamilyMonospace: MONO,
  headings: { fontFamily: FONT, fontWeight: '600' },
  primaryColor: 'brand',
  primaryShade: 6,
  colors: {
    // Mantine draws dark controls in these: the same greys as the tokens.
    dark: [
      TOKENS.dark.text,
      '#c6ccd6',
      TOKENS.dark.muted,
      TOKENS.dark.edge,
      '#3d4553',
      TOKENS.dark.line,
      TOKENS.dark.raised,
      TOKENS.dark.surface,
      TOKENS.dark.sunken,
      TOKENS.dark.canvas,
    ],
    brand: [
      '#eef3fd',
      '#dbe5fa',
      '#b6caf4',
      '#8eadef',
      '#6b93ea',
      '#4a7ae4',
      '#2c5fd4',
      '#2452bb',
      '#1f459d',
      '#1a3a83',
    ],
  },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    CloseButton: { defaultProps: { 'aria-label': 'Close' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, fz: 'xs' } },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-start' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    MultiSelect: { defaultProps: { size: 'xs' } },
    Autocomplete: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Button: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Badge: { defaultProps: { tt: 'none', fw: 500 } },
  },
})

function variablesOf(scheme: Scheme): Record<string, string> {
  const tokens = TOKENS[scheme]
  const variables: Record<string, string> = {
    '--mantine-color-body': tokens.surface,
    '--mantine-color-text': tokens.text,
    '--mantine-color-dimmed': tokens.muted,
    '--mantine-color-placeholder': tokens.muted,
    '--mantine-color-error': tokens.bad,
    '--mantine-color-anchor': tokens.accent,
    '--mantine-color-default': tokens.raised,
    '--mantine-color-default-hover': tokens.hover,
    '--mantine-color-default-color': tokens.text,
    '--mantine-color-default-border': tokens.line,
    '--mantine-color-disabled': tokens.hover,
    '--mantine-color-disabled-color': tokens.muted,
    '--mantine-color-gray-light-color': tokens.muted,
    '--mantine-color-gray-text': tokens.muted,
  }
  for (const [name, value] of Object.entries(tokens)) variables[`--ergo-${name}`] = value
  for (const type of NODE_TYPES) {
    const hue = HUES[scheme][type]
    variables[`--ergo-${hueName(type)}-ink`] = hue.ink
    variables[`--ergo-${hueName(type)}-soft`] = hue.soft
  }
  return variables
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variablesOf('light'),
  dark: variablesOf('dark'),
})
