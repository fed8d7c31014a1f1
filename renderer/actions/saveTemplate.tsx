import { modals } from '@mantine/modals'
import { useDocument } from '../stores/document.ts'
import { SaveTemplateForm } from '../templates/SaveTemplateForm.tsx'
import type { Action } from './action.ts'
import { canEdit } from './conditions.ts'
import { keepTemplate } from './verbs/templates.ts'

export const saveTemplate: Action = {
  available: canEdit,
  perform() {
    const { chain } = useDocument.getState()
    if (!chain) return
    const id = modals.open({
      title: 'Save as template',
      children: (
        <SaveTemplateForm
          name={chain.name}
          description={chain.description ?? ''}
          onDone={(words) => {
            modals.close(id)
            if (words) void keepTemplate(words)
          }}
        />
      ),
    })
  },
}
