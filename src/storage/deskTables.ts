/** An agent's session; the cookie's value is kept as a hash. */
export interface DeskSessionTable {
  hash: string;
  /** The id that signed them in. */
  agent: string;
  name: string;
  /** With spaces between them. */
  roles: string;
  created_at: number;
  seen_at: number;
  /** When it ends however much it is used. */
  expires_at: number;
  /** By what the provider is asked again what they may, sealed; null: it can't be. */
  provider_grant: string | null;
  /** When the provider was asked last, and when it last answered. */
  asked_at: number | null;
  confirmed_at: number | null;
}

/** What was asked for under an `Idempotency-Key`. */
export interface DeskActTable {
  /** Of the agent's id and the key, hashed. */
  key: string;
  /** Of the route and the body, hashed. */
  asked: string;
  /** The answer where it was refused, as JSON. */
  refusal: string | null;
  at: number;
}

/** Who has signed in to the desk. */
export interface DeskAgentTable {
  id: string;
  name: string;
  roles: string;
  signed_in_at: number;
}

/** One-time sign-in links of this machine; the secret in a link is kept as a hash. */
export interface DeskLinkTable {
  agent: string;
  hash: string;
  /** 1 once it was used. */
  used: number;
  expires_at: number;
}

/** Who is at the desk, as each replica sees it. */
export interface DeskPresenceTable {
  replica: string;
  agent: string;
  name: string;
  status: string;
  looking: string | null;
  typing: number;
  seen_at: number;
}
