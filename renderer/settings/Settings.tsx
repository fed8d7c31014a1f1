import { Code, Loader, NumberInput, SegmentedControl, Switch } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { SETTINGS_DEFAULTS, type SettingsChange } from '#shared/contract/settings.ts'
import { errorOf, queries, queryClient } from '../api.ts'
import { Page } from '../ui/Page.tsx'
import { Trouble } from '../ui/Trouble.tsx'
import { toast } from '../ui/toast.ts'
import { Retention } from './Retention.tsx'
import { Setting } from './Setting.tsx'
import classes from './Settings.module.css'

const THEMES = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]
const isTheme = (value: string): value is 'system' | 'light' | 'dark' =>
  THEMES.some((one) => one.value === value)

export function Settings() {
  const info = useQuery(queries.app.info.queryOptions({ staleTime: Number.POSITIVE_INFINITY }))
  const settings = useQuery(queries.settings.get.queryOptions())
  const set = useMutation(
    queries.settings.set.mutationOptions({
      onSuccess: (next) => queryClient.setQueryData(queries.settings.get.queryKey(), next),
      onError: (error) => toast(errorOf(error).message, 'bad'),
    }),
  )
  const change = (next: SettingsChange): void => set.mutate(next)
  const now = settings.data ?? SETTINGS_DEFAULTS
  const most = Math.max(1, (info.data?.cores ?? 2) - 1)
  return (
    <Page title="Settings">
      {settings.error && <Trouble error={errorOf(settings.error)} retry={() => void settings.refetch()} />}
      {settings.isPending && <Loader size="sm" m="lg" />}
      {settings.data && (
        <div className={classes.settings}>
          <Setting title="Theme" id="theme">
            <SegmentedControl
              aria-labelledby="theme"
              data={THEMES}
              value={now.theme}
              onChange={(theme) => isTheme(theme) && change({ theme })}
            />
          </Setting>
          <Setting
            title="Run side by side"
            id="parallel"
            help="Parts of a chain that do not wait for each other run at the same time."
          >
            <Switch
              aria-labelledby="parallel"
              checked={now.parallel}
              onChange={(event) => change({ parallel: event.currentTarget.checked })}
            />
          </Setting>
          <Setting
            title="Runners"
            id="workers"
            help={`How many may work at once. Left empty: ${most}, one less than this machine has cores.`}
          >
            <NumberInput
              w={120}
              aria-labelledby="workers"
              min={1}
              max={64}
              allowDecimal={false}
              placeholder={String(most)}
              value={now.maxWorkers ?? ''}
              onChange={(value) =>
                change({ maxWorkers: typeof value === 'number' && value >= 1 ? Math.min(64, value) : null })
              }
            />
          </Setting>
          <Setting title="Longest run" id="longest" help="A run is ended after this time, in minutes.">
            <NumberInput
              w={120}
              aria-labelledby="longest"
              min={1}
              max={10_080}
              allowDecimal={false}
              value={Math.round(now.runTimeoutMs / 60_000)}
              onChange={(value) =>
                typeof value === 'number' &&
                value >= 1 &&
                change({ runTimeoutMs: Math.min(10_080, value) * 60_000 })
              }
            />
          </Setting>
          <Retention policy={now.retention} change={(retention) => change({ retention })} />
          {info.data && (
            <>
              <Setting
                title="Data folder"
                id="folder"
                help="Chains, runs and results are kept here, on this machine."
              >
                <Code className={classes.path ?? ''}>{info.data.dataFolder}</Code>
              </Setting>
              <Setting title="Version" id="version">
                <span className={classes.version}>
                  {info.data.name} {info.data.version} · {info.data.platform} ·{' '}
                  {Object.entries(info.data.versions)
                    .map(([name, version]) => `${name} ${version}`)
                    .join(' · ')}
                </span>
              </Setting>
            </>
          )}
        </div>
      )}
    </Page>
  )
}
