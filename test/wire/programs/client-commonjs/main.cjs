'use strict'
const { Composio } = require('@composio/core')

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
})

async function main() {
  const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: 'alice',
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  })
  console.log(result.successful, result.data.repo)
  const tools = await composio.tools.get('alice', { tools: ['SLACK_SEND_MESSAGE'] })
  ;[...tools].forEach((tool) => console.log(tool.function.name))
}

main()
