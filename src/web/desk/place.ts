import { computed, signal } from '@preact/signals';

/** Where the agent is; it stands in the address, so that Back, a reload and a link lead there. */
export type Place = { view: 'cases'; case: string | null } | { view: 'reports' };

export const place = signal<Place>(placeOf(location.hash));
export const openId = computed(() => (place.value.view === 'cases' ? place.value.case : null));

/** Follows the address. */
export function followAddress(): void {
  window.addEventListener('hashchange', () => {
    place.value = placeOf(location.hash);
  });
}

export const addressOf = (where: Place): string =>
  where.view === 'reports'
    ? '#/reports'
    : where.case === null
      ? '#/cases'
      : `#/cases/${encodeURIComponent(where.case)}`;

export function go(where: Place): void {
  location.hash = addressOf(where);
}

function placeOf(hash: string): Place {
  const [, view = '', id = ''] = hash.split('/');
  if (view === 'reports') return { view: 'reports' };
  try {
    return { view: 'cases', case: view === 'cases' && id !== '' ? decodeURIComponent(id) : null };
  } catch {
    return { view: 'cases', case: null };
  }
}
