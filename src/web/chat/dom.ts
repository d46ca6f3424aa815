type Attributes = Record<string, string | boolean>;

/**
 * An element with attributes and children; text becomes text nodes, never markup. `true` is an attribute without a
 * value, `false` none.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes))
    if (value !== false) made.setAttribute(attribute, value === true ? '' : value);
  made.append(...children);
  return made;
}

/** A button that does something when it is pressed. */
export function button(attributes: Attributes, pressed: () => void, ...children: (Node | string)[]): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, ...children);
  made.addEventListener('click', pressed);
  return made;
}

const paths = {
  shield: 'M12 3l7 2.7v5.1c0 4.5-3 7.8-7 9.7-4-1.9-7-5.2-7-9.7V5.7zM9 12l2.2 2.2L15.3 10',
  menu: 'M5 12h.01M12 12h.01M19 12h.01',
  close: 'M6 6l12 12M18 6L6 18',
  note: 'M6 3.5h9l4 4v13H6zM14.5 4v4H19M9 12.5h7M9 16h7',
  alert: 'M12 4l9 16H3zM12 10v4.5M12 17.5h.01',
  done: 'M5 12.5l4.5 4.5L19 7.5',
  person: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  print: 'M7 9V4h10v5M7 17H4.5v-7.5h15V17H17M7 14h10v6H7z',
  save: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14',
  end: 'M12 5v13M6.5 12.5L12 18l5.5-5.5',
  anew: 'M4.5 12a7.5 7.5 0 107.5-7.5c-2.5 0-4.5 1-6 2.8M5.5 3.5v4h4',
  up: 'M7 11v9H4v-9zM7 11l4-7.5c1.5 0 2.5 1 2.2 2.7L12.7 9H18c1.3 0 2.2 1.2 1.9 2.5l-1.6 7c-.2.9-1 1.5-1.9 1.5H7',
  down: 'M17 13V4h3v9zM17 13l-4 7.5c-1.5 0-2.5-1-2.2-2.7l.5-2.8H6c-1.3 0-2.2-1.2-1.9-2.5l1.6-7C5.9 4.6 6.7 4 7.6 4H17',
} as const;

/** A line drawing of 24 x 24 in the colour of the text around it, for the eyes only. */
export function icon(name: keyof typeof paths): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}
