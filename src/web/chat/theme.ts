import type { Kept } from './storage.js';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Shows the page light or dark, or as the system is ("auto"); the style sheet does the rest. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

export function keptTheme(kept: Kept): Theme {
  const theme = kept.get('theme');
  return themes.find((known) => known === theme) ?? 'auto';
}

export function chooseTheme(kept: Kept, theme: Theme): void {
  applyTheme(theme);
  kept.set('theme', theme);
}
