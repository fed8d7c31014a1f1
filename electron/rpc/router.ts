import { implement } from '@orpc/server'
import { contract } from '#shared/contract/index.ts'
import type { Call, Features } from './feature.ts'
import { guard, type ReportBug } from './guard.ts'

/** A handler from a plain function. */
const by =
  <Input, Output>(work: (input: Input, call: Call) => Output) =>
  (request: { readonly input: Input; readonly signal?: AbortSignal | undefined }): Output =>
    work(request.input, { signal: request.signal })

/** The contract, answered by features: inputs and outputs are parsed on the way, failures become the typed error. */
export function createRouter(features: Features, report: ReportBug) {
  const os = implement(contract).use(guard(report))
  const {
    app,
    chains,
    comparison,
    conclusions,
    expressions,
    files,
    history,
    inputSets,
    pins,
    portable,
    retention,
    runs,
    scripts,
    settings,
    statistics,
    templates,
    values,
  } = features
  return os.router({
    app: {
      info: os.app.info.handler(by(app.info)),
      events: os.app.events.handler(by(app.events)),
    },
    chains: {
      list: os.chains.list.handler(by(chains.list)),
      get: os.chains.get.handler(by(chains.get)),
      create: os.chains.create.handler(by(chains.create)),
      edit: os.chains.edit.handler(by(chains.edit)),
      move: os.chains.move.handler(by(chains.move)),
      journal: os.chains.journal.handler(by(chains.journal)),
      check: os.chains.check.handler(by(chains.check)),
      rename: os.chains.rename.handler(by(chains.rename)),
      duplicate: os.chains.duplicate.handler(by(chains.duplicate)),
      delete: os.chains.delete.handler(by(chains.delete)),
      restore: os.chains.restore.handler(by(chains.restore)),
      importText: os.chains.importText.handler(by(chains.importText)),
      exportText: os.chains.exportText.handler(by(chains.exportText)),
      fork: os.chains.fork.handler(by(chains.fork)),
    },
    comparison: {
      runs: os.comparison.runs.handler(by(comparison.runs)),
      values: os.comparison.values.handler(by(comparison.values)),
    },
    conclusions: {
      list: os.conclusions.list.handler(by(conclusions.list)),
      provenance: os.conclusions.provenance.handler(by(conclusions.provenance)),
      delete: os.conclusions.delete.handler(by(conclusions.delete)),
      restore: os.conclusions.restore.handler(by(conclusions.restore)),
    },
    expressions: {
      evaluate: os.expressions.evaluate.handler(by(expressions.evaluate)),
      scope: os.expressions.scope.handler(by(expressions.scope)),
      rename: os.expressions.rename.handler(by(expressions.rename)),
    },
    files: {
      chooseOpen: os.files.chooseOpen.handler(by(files.chooseOpen)),
      chooseSave: os.files.chooseSave.handler(by(files.chooseSave)),
      folder: os.files.folder.handler(by(files.folder)),
      upload: os.files.upload.handler(by(files.upload)),
      recent: os.files.recent.handler(by(files.recent)),
      openChain: os.files.openChain.handler(by(files.openChain)),
      saveChain: os.files.saveChain.handler(by(files.saveChain)),
      saveContent: os.files.saveContent.handler(by(files.saveContent)),
    },
    history: {
      star: os.history.star.handler(by(history.star)),
      matching: os.history.matching.handler(by(history.matching)),
      measure: os.history.measure.handler(by(history.measure)),
      delete: os.history.delete.handler(by(history.delete)),
      effects: os.history.effects.handler(by(history.effects)),
    },
    inputSets: {
      list: os.inputSets.list.handler(by(inputSets.list)),
      save: os.inputSets.save.handler(by(inputSets.save)),
      remove: os.inputSets.remove.handler(by(inputSets.remove)),
    },
    pins: {
      list: os.pins.list.handler(by(pins.list)),
      set: os.pins.set.handler(by(pins.set)),
      remove: os.pins.remove.handler(by(pins.remove)),
    },
    portable: {
      save: os.portable.save.handler(by(portable.save)),
      open: os.portable.open.handler(by(portable.open)),
    },
    retention: {
      usage: os.retention.usage.handler(by(retention.usage)),
      plan: os.retention.plan.handler(by(retention.plan)),
      prune: os.retention.prune.handler(by(retention.prune)),
    },
    runs: {
      start: os.runs.start.handler(by(runs.start)),
      again: os.runs.again.handler(by(runs.again)),
      resume: os.runs.resume.handler(by(runs.resume)),
      cancel: os.runs.cancel.handler(by(runs.cancel)),
      events: os.runs.events.handler(by(runs.events)),
      list: os.runs.list.handler(by(runs.list)),
      get: os.runs.get.handler(by(runs.get)),
      records: os.runs.records.handler(by(runs.records)),
    },
    scripts: {
      list: os.scripts.list.handler(by(scripts.list)),
      labels: os.scripts.labels.handler(by(scripts.labels)),
      get: os.scripts.get.handler(by(scripts.get)),
      lookUp: os.scripts.lookUp.handler(by(scripts.lookUp)),
      versions: os.scripts.versions.handler(by(scripts.versions)),
      save: os.scripts.save.handler(by(scripts.save)),
      rename: os.scripts.rename.handler(by(scripts.rename)),
      delete: os.scripts.delete.handler(by(scripts.delete)),
      restore: os.scripts.restore.handler(by(scripts.restore)),
      check: os.scripts.check.handler(by(scripts.check)),
      run: os.scripts.run.handler(by(scripts.run)),
      tryOut: os.scripts.tryOut.handler(by(scripts.tryOut)),
      executions: os.scripts.executions.handler(by(scripts.executions)),
      execution: os.scripts.execution.handler(by(scripts.execution)),
      exportText: os.scripts.exportText.handler(by(scripts.exportText)),
      importText: os.scripts.importText.handler(by(scripts.importText)),
      ready: os.scripts.ready.handler(by(scripts.ready)),
      addReady: os.scripts.addReady.handler(by(scripts.addReady)),
      drafts: os.scripts.drafts.handler(by(scripts.drafts)),
      draft: os.scripts.draft.handler(by(scripts.draft)),
      keepDraft: os.scripts.keepDraft.handler(by(scripts.keepDraft)),
    },
    settings: {
      get: os.settings.get.handler(by(settings.get)),
      set: os.settings.set.handler(by(settings.set)),
    },
    statistics: {
      node: os.statistics.node.handler(by(statistics.node)),
      chain: os.statistics.chain.handler(by(statistics.chain)),
      attempts: os.statistics.attempts.handler(by(statistics.attempts)),
    },
    templates: {
      list: os.templates.list.handler(by(templates.list)),
      use: os.templates.use.handler(by(templates.use)),
      save: os.templates.save.handler(by(templates.save)),
      delete: os.templates.delete.handler(by(templates.delete)),
    },
    values: {
      preview: os.values.preview.handler(by(values.preview)),
      table: os.values.table.handler(by(values.table)),
      profile: os.values.profile.handler(by(values.profile)),
      save: os.values.save.handler(by(values.save)),
      text: os.values.text.handler(by(values.text)),
      json: os.values.json.handler(by(values.json)),
      search: os.values.search.handler(by(values.search)),
      place: os.values.place.handler(by(values.place)),
      find: os.values.find.handler(by(values.find)),
      bytes: os.values.bytes.handler(by(values.bytes)),
      draw: os.values.draw.handler(by(values.draw)),
    },
  })
}
