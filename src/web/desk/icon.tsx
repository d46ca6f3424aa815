const paths = {
  shield: 'M12 3l7 2.7v5.1c0 4.5-3 7.8-7 9.7-4-1.9-7-5.2-7-9.7V5.7zM9 12l2.2 2.2L15.3 10',
  search: 'M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.5L20 20',
  close: 'M6 6l12 12M18 6L6 18',
  bell: 'M6.5 16.5V11a5.5 5.5 0 0111 0v5.5l1.5 1.5H5zM10 20.5h4',
  bellOff: 'M6.5 16.5V11a5.5 5.5 0 0111 0v5.5l1.5 1.5H5zM10 20.5h4M4 4l16 16',
  keyboard: 'M3.5 7h17v10h-17zM7 10.5h.01M10.5 10.5h.01M14 10.5h.01M17 10.5h.01M8 14h8',
  leave: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9.5',
  back: 'M14.5 5.5L8 12l6.5 6.5',
  brief: 'M7 3.5h7l4 4v13H7zM14 3.5v4h4M10 12h5M10 15.5h5',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  file: 'M18 11.5l-6.6 6.6a4 4 0 01-5.7-5.7l7.3-7.2a2.7 2.7 0 013.8 3.8l-7.2 7.2a1.3 1.3 0 01-1.9-1.9l6.2-6.2',
  bot: 'M6 9h12v9H6zM12 9V5.5M12 4.5h.01M9.5 13h.01M14.5 13h.01M3.5 12.5v3M20.5 12.5v3',
  note: 'M5 4.5h14v10l-5 5H5zM14 19.5v-5h5',
  down: 'M12 5v13M6.5 13l5.5 5.5 5.5-5.5',
  alert: 'M12 4L2.8 19.5h18.4zM12 10v4.5M12 17h.01',
  spark: 'M12 4l1.8 5.2L19 11l-5.2 1.8L12 18l-1.8-5.2L5 11l5.2-1.8z',
} as const;

/** A line drawing in the colour of the text around it, for the eyes only. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
