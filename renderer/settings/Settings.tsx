import { Code, Loader, SegmentedControl, Switch } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Settings as Chosen, SETTINGS_DEFAULTS } from '#shared/contract/settings.ts'
import { errorOf, queries, queryClient } from '../api.ts'
import { NumberField } from '../ui/NumberField.tsx'
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
  // What was changed shows at once: a number that is being typed can't wait for the app's answer, nor give way to an
  // older one.
  const [underWay, setUnderWay] = useState<Partial<Chosen>>({})
  const set = useMutation(
    queries.settings.set.mutationOptions({
      onSuccess: (next) => queryClient.setQueryData(queries.settings.get.queryKey(), next),
      onError: (error) => toast(errorOf(error).message, 'bad'),
      onSettled: () => {
        if (queryClient.isMutating({ mutationKey: queries.settings.set.mutationKey() }) <= 1) setUnderWay({})
      },
    }),
  )
  const change = (next: Partial<Chosen>): void => {
    setUnderWay((before) => ({ ...before, ...next }))
    set.mutate(next)
  }
  const now = { ...(settings.data ?? SETTINGS_DEFAULTS), ...underWay }
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
            <NumberField
              w={120}
              aria-labelledby="workers"
              min={1}
              max={64}
              whole
              placeholder={String(most)}
              value={now.maxWorkers ?? undefined}
              onChange={(value) => change({ maxWorkers: value ?? null })}
            />
          </Setting>
          <Setting title="Longest run" id="longest" help="A run is ended after this time, in minutes.">
            <NumberField
              w={120}
              aria-labelledby="longest"
              min={1}
              max={10_080}
              unit={60_000}
              value={now.runTimeoutMs}
              otherwise={SETTINGS_DEFAULTS.runTimeoutMs}
              onChange={(value) => change({ runTimeoutMs: value ?? SETTINGS_DEFAULTS.runTimeoutMs })}
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
