/** What a lane of the timeline is called, and what that means. `runners`: how many of the lanes are runners. */
export function laneWords(lane: number, runners: number): [words: string, meaning: string] {
  if (lane < runners) return [`Runner ${lane + 1}`, 'These nodes ran one after the other on this runner.']
  if (runners > 0) return ['No runner', 'These results were taken as they were: no runner worked on them.']
  return [
    `Lane ${lane + 1}`,
    'Which runner a node ran on was not kept with this run: nodes at work at the same time stand in different lanes.',
  ]
}
