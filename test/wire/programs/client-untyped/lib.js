export async function look(composio) {
  const { data } = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: 'alice',
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
  return data.repo;
}

export async function star(sdk) {
  const { data } = await sdk.tools.execute('GITHUB_STAR_A_REPOSITORY', {
    userId: 'alice',
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
  return data.tool;
}
