export const CREATE_EVENT = 'GOOGLECALENDAR_CREATE_EVENT';

export enum Crm {
  Contacts = 'HUBSPOT_LIST_CONTACTS',
}
