/** The forms that a user takes in real code. */
import type { Draft } from './draft.js';

export interface UserPiece {
  text: string;
  /** Statements before the calls of the function. */
  setup?: string[];
  /** Between two calls. */
  after?: string[];
  /** Stands only where something can be awaited. */
  awaits?: boolean;
}

type Make = (draft: Draft) => UserPiece;

export const USERS = {
  literal: () => ({ text: `'default'` }),
  member: () => ({ text: 'input.userId' }),
  local: (draft) => {
    const name = draft.name('userId');
    return { text: name, setup: [`const ${name} = input.userId;`] };
  },
  destructured: (draft) => {
    const name = draft.name('owner');
    return { text: name, setup: [`const { userId: ${name} } = input;`] };
  },
  /** The usual name of a login session, which a new binding must not take. */
  login: (draft) => {
    const name = draft.name('login');
    return { text: `${name}.user.id`, setup: [`const ${name} = { user: { id: input.userId } };`] };
  },
  session: (draft) => {
    draft.declarations.add(`const session = { user: { id: 'logged-in' } };`);
    return { text: 'session.user.id' };
  },
  constant: (draft) => {
    draft.declarations.add(`const USER_ID = 'constant';`);
    return { text: 'USER_ID' };
  },
  template: () => ({ text: '`team-${input.userId}`' }),
  choice: () => ({ text: 'input.flag ? input.userId : input.other' }),
  wrapped: () => ({ text: '(input.userId« as string»)' }),
  call: (draft) => ({ text: draft.noted('user', 'input.userId') }),
  awaited: (draft) => ({ text: `await ${draft.helper('noteLater')}('user', input.userId)`, awaits: true }),
  changing: (draft) => ({ text: draft.changing('user') }),
  optional: () => ({ text: `input.session?.user.id ?? 'anonymous'` }),
  asserted: () => ({ text: 'input.userId«!»' }),
  element: () => ({ text: `input['userId']` }),
  converted: () => ({ text: 'String(input.userId)' }),
  environment: () => ({ text: `process.env.USER_ID ?? 'default'` }),
  authenticated: (draft) => {
    const name = draft.name('authenticated');
    return {
      text: name,
      setup: [`const { id: ${name} } = await ${draft.helper('noteLater')}('auth', { id: input.userId });`],
      awaits: true,
    };
  },
  guarded: (draft) => {
    const [found, name] = [draft.name('found'), draft.name('someone')];
    return {
      text: name,
      // A narrowed name would lose its type in a function declaration.
      setup: [
        `const ${found} = input.session?.user.id;`,
        `if (!${found}) throw new Error('nobody');`,
        `const ${name} = ${found};`,
      ],
    };
  },
  writtenInClosure: (draft) => {
    const name = draft.name('holder');
    return {
      text: name,
      setup: [`let ${name} = input.userId;`, `const set${name} = () => {`, `  ${name} = input.other;`, '};'],
      after: [`set${name}();`],
    };
  },
  branchAssigned: (draft) => {
    const name = draft.name('chosen');
    return { text: name, setup: [`let ${name} = input.userId;`, `if (input.flag) ${name} = input.other;`] };
  },
  reassigned: (draft) => {
    const name = draft.name('current');
    return {
      text: name,
      setup: [`let ${name} = input.userId;`],
      after: [`${name} = ${name} === input.userId ? input.other : input.userId;`],
    };
  },
  counted: (draft) => {
    const name = draft.name('counter');
    return { text: '`user-${' + name + '++}`', setup: [`let ${name} = 0;`] };
  },
} satisfies Record<string, Make>;

export type UserForm = keyof typeof USERS;

export function makeUser(form: UserForm, draft: Draft): UserPiece {
  return (USERS[form] as Make)(draft);
}
