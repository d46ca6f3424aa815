import type { Origin } from './origin.js';

/** A product as texts name it; the ways people say it are a thing's of the trade. */
export interface Product {
  name: string;
}

/**
 * Contacts, links, products: each stands here once. Values fill placeholders (`{contacts.fax}`,
 * `{links.enrolSecure}`).
 */
export interface Desk {
  name: string;
  /** IANA name; "today" is a day of this zone. */
  timeZone: string;
  contacts: Record<string, string>;
  links: Record<string, string>;
  products: Record<string, Product>;
  notes: string[];
  origin: Origin;
}
