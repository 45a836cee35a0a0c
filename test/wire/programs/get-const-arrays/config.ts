export const TOOLKITS = ['GITHUB', 'NOTION'] as const;

export enum Mail {
  Send = 'GMAIL_SEND_EMAIL',
  Fetch = 'GMAIL_FETCH_EMAILS',
}
