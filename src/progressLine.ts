import type { WriteStream } from 'node:tty';

/** Says on a terminal, in one line, how far something is; says nothing elsewhere. */
export function progressLine(stream: Pick<WriteStream, 'write' | 'isTTY'>): {
  show: (what: string, share: number) => void;
  end: () => void;
} {
  let shown = '';
  return {
    show(what, share) {
      const line = `${what} … ${Math.floor(100 * share)} %`;
      if (!stream.isTTY || line === shown) return;
      stream.write(`\r\x1b[K${line}`);
      shown = line;
    },
    end() {
      if (shown !== '') stream.write('\r\x1b[K');
      shown = '';
    },
  };
}
