import { Button, Modal } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../api.ts'
import { useScripts } from '../stores/scripts.ts'
import { formatMoment } from '../ui/format.ts'
import { Paged } from '../ui/Paged.tsx'
import { VersionDiff } from './VersionDiff.tsx'
import classes from './VersionsPanel.module.css'

/** Every version there was: what changed, and a way back to each. */
export default function VersionsPanel() {
  const saved = useScripts((scripts) => scripts.saved)
  return saved ? (
    <Versions name={saved.name} />
  ) : (
    <p className={classes.words}>The first save makes version 1.</p>
  )
}

function Versions({ name }: { readonly name: string }) {
  const [shown, setShown] = useState<number>()
  const list = useInfiniteQuery(
    queries.scripts.versions.infiniteOptions({
      input: (cursor: string | undefined) => ({ name, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const versions = list.data?.pages.flatMap((page) => page.items) ?? []
  const newest = versions[0]?.version
  return (
    <>
      <Paged list={list} small>
        <ul className={classes.list}>
          {versions.map(({ version, createdAt }) => (
            <li key={version} className={classes.item}>
              <div>
                <span className={classes.version}>Version {version}</span>
                <span className={classes.words}>{formatMoment(createdAt)}</span>
              </div>
              <Button
                variant="default"
                size="compact-xs"
                aria-label={`${version === newest ? 'Show' : 'Compare'} version ${version}`}
                onClick={() => setShown(version)}
              >
                {version === newest ? 'Show' : 'Compare'}
              </Button>
            </li>
          ))}
        </ul>
      </Paged>
      <Modal
        opened={shown !== undefined}
        onClose={() => setShown(undefined)}
        size="min(1100px, 90vw)"
        title={shown === undefined ? '' : `Version ${shown} of ${name}`}
      >
        {shown !== undefined && newest !== undefined && (
          <OneVersion name={name} version={shown} newest={newest} close={() => setShown(undefined)} />
        )}
      </Modal>
    </>
  )
}

interface OneVersionProps {
  readonly name: string
  readonly version: number
  readonly newest: number
  readonly close: () => void
}

function OneVersion({ name, version, newest, close }: OneVersionProps) {
  const [before, after] = version === newest ? [Math.max(1, version - 1), version] : [version, newest]
  const edit = useScripts((scripts) => scripts.edit)
  const { data } = useQuery(
    queries.scripts.get.queryOptions({ input: { name, version }, staleTime: Number.POSITIVE_INFINITY }),
  )
  return (
    <>
      <VersionDiff name={name} before={before} after={after} />
      {version !== newest && data && (
        <Button
          mt="md"
          onClick={() => {
            edit({ code: data.code, parameters: data.parameters })
            close()
          }}
        >
          Take version {version} back into the editor
        </Button>
      )}
    </>
  )
}
