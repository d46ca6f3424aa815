import { userInfo } from 'node:os';

/** Who runs us; a system may have no name for them. */
export function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'the desk';
  }
}
