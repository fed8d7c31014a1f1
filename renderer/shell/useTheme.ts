import { useMantineColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { queries } from '../api.ts'

/** Light and dark as the settings say: by default as the system has them. */
export function useTheme(): void {
  const { data } = useQuery(queries.settings.get.queryOptions())
  const { setColorScheme } = useMantineColorScheme()
  const theme = data?.theme
  useEffect(() => {
    if (theme) setColorScheme(theme === 'system' ? 'auto' : theme)
  }, [theme, setColorScheme])
}
