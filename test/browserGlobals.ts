import WebSocket from 'ws';

/**
 * What the official client expects of a browser and Node lacks: XMLHttpRequest (as far as rxjs's ajax uses it) and a WebSocket that says where its
 * page comes from. The client itself stays as it was published.
 */
export function browserGlobals(origin: string) {
  class PageSocket extends WebSocket {
    constructor(url: string) {
      super(url, { origin });
    }
  }

  class PageRequest {
    readyState = 0;
    status = 0;
    response: unknown = null;
    responseType = '';
    timeout = 0;
    onreadystatechange: ((event: object) => void) | null = null;
    ontimeout: ((event: object) => void) | null = null;
    private method = 'GET';
    private url = '';
    private answered: Headers | undefined;
    private readonly headers: Record<string, string> = { origin };
    private readonly abortion = new AbortController();

    open(method: string, url: string): void {
      Object.assign(this, { method, url, readyState: 1 });
    }

    setRequestHeader(name: string, value: string): void {
      this.headers[name] = value;
    }

    getResponseHeader(name: string): string | null {
      return this.answered?.get(name) ?? null;
    }

    send(body?: string | FormData): void {
      void this.run(body);
    }

    abort(): void {
      this.readyState = 0;
      this.abortion.abort();
    }

    private async run(body?: string | FormData): Promise<void> {
      const late = this.timeout > 0 ? setTimeout(() => this.abortion.abort('late'), this.timeout) : undefined;
      try {
        const { method, url, headers } = this;
        const answer = await fetch(url, {
          method,
          headers,
          ...(body === undefined ? {} : { body }),
          signal: this.abortion.signal,
        });
        const text = await answer.text();
        this.answered = answer.headers;
        this.status = answer.status;
        this.response = this.responseType === 'json' ? parsed(text) : text;
      } catch {
        // As in a browser: a fault of the network is a status of 0 and no response.
        this.status = 0;
        this.response = null;
      } finally {
        clearTimeout(late);
      }
      if (this.abortion.signal.aborted && this.abortion.signal.reason !== 'late') return;
      if (this.abortion.signal.reason === 'late') return void this.ontimeout?.call(this, {});
      this.readyState = 4;
      this.onreadystatechange?.call(this, {});
    }
  }

  return { XMLHttpRequest: PageRequest, WebSocket: PageSocket };
}

/** JSON, or null for anything else, as XMLHttpRequest has it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
