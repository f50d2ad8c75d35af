/** Where a tool is opened. */
import tools from '../../../knowledge/tools.json' with { type: 'json' }

export const opened = (id: string): string => tools.find((tool) => tool.id === id)?.opens ?? ''
