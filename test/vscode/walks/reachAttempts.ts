/** What a script in a page can try in order to get at something. Runs inside the page, so it uses nothing from outside. */

/** Something that a page may want to get at. */
export interface ReachTarget {
  readonly name: string;
  readonly url: string;
}

/**
 * How a try ended. `policy`: the page's policy reported it · `refused`: it threw or told an error · `silent`: nothing
 * happened · `reached`: something came back, or was loaded.
 */
type ReachEnd = 'policy' | 'refused' | 'silent' | 'reached';

export interface ReachTry {
  readonly way: string;
  readonly target: string;
  readonly end: ReachEnd;
  /** Whatever came back, the error's own words included: no secret may be in it. */
  readonly text: string;
}

/** The page's own `import()`: a test's build would put another one in its place, so it is handed in as text. */
export const pageImport = 'void (globalThis.pageImport = url => import(url))';

/**
 * Tries every way to each target, one after another, so that a report of the policy belongs to one try. `WAY` in an
 * address becomes the name of the way. Run `pageImport` before.
 */
export async function tryToReach([targets, without]: readonly [
  targets: readonly ReachTarget[],
  without: readonly string[],
]): Promise<readonly ReachTry[]> {
  type Way = (url: string) => Promise<string>;
  /** For what says nothing by itself: the policy's report, or the listener, tells. */
  const never = (): Promise<never> => new Promise(() => undefined);
  const patience = 60;
  const open: Element[] = [];
  const put = <T extends Element>(element: T): T => {
    open.push(element);
    document.body.append(element);
    return element;
  };
  const made = <K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Readonly<Record<string, string>>) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  /** Waits for what an element or a connection says; what says nothing is silent. */
  const told = (from: EventTarget, good = 'load'): Promise<string> =>
    new Promise((resolve, reject) => {
      from.addEventListener(good, () => resolve('loaded'), { once: true });
      from.addEventListener('error', () => reject(new Error('error event')), { once: true });
    });
  const element =
    (tag: keyof HTMLElementTagNameMap, name: string, more: Readonly<Record<string, string>> = {}, good?: string): Way =>
    url => {
      const one = made(tag, { ...more, [name]: url });
      const end = told(one, good);
      put(one);
      return end;
    };
  /** A frame tells `load` for the browser's own error page too: what counts is what can be read, or the listener. */
  const frame =
    (tag: 'iframe' | 'object' | 'embed', name: string): Way =>
    async url => {
      const one = put(made(tag, { [name]: url }));
      await told(one);
      const text = 'contentDocument' in one ? (one.contentDocument?.documentElement.textContent ?? '') : '';
      if (text === '') await never();
      return text;
    };
  const link = (rel: string, more: Readonly<Record<string, string>> = {}): Way =>
    element('link', 'href', { rel, ...more });
  const drawn = (): Promise<void> =>
    new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
  /** A page's script may make a policy of its own that lets every address through, if nobody forbids that. */
  const trusted = (text: string, kind: 'createScriptURL' | 'createScript' = 'createScriptURL'): string => {
    const { trustedTypes } = window as unknown as {
      trustedTypes: { createPolicy(name: string, rules: object): Record<typeof kind, (text: string) => string> };
    };
    return trustedTypes.createPolicy(`p${Math.random()}`, { [kind]: (same: string) => same })[kind](text);
  };
  const script = (url: string, type: string, secret: string): Promise<string> => {
    const one = document.createElement('script');
    if (type !== '') one.type = type;
    if (secret !== '') one.nonce = secret;
    one.src = trusted(url);
    const end = told(one);
    put(one);
    return end;
  };
  const styled =
    (rules: string): Way =>
    async () => {
      const box = put(made('div', { class: 'reach' }));
      box.setAttribute('style', rules);
      await drawn();
      return box.style.length > 0 ? 'the style was taken' : never();
    };
  const socket = (url: string): string => url.replace(/^http/, 'ws');

  const ways: Readonly<Record<string, Way>> = {
    fetch: async url => (await fetch(url)).text(),
    'fetch, no-cors': async url => (await fetch(url, { mode: 'no-cors' })).type,
    'fetch, keepalive': async url => (await fetch(url, { method: 'POST', body: 'x', keepalive: true })).text(),
    XMLHttpRequest: async url => {
      const request = new XMLHttpRequest();
      const end = told(request);
      request.open('GET', url);
      request.send();
      await end;
      return `answer ${request.responseText}`;
    },
    WebSocket: url => told(new WebSocket(socket(url)), 'open'),
    EventSource: url => told(new EventSource(url), 'open'),
    sendBeacon: url => {
      // True means that it was queued, before the policy is asked: the listener and the report tell the rest.
      if (!navigator.sendBeacon(url, 'x')) throw new Error('not queued');
      return never();
    },
    img: element('img', 'src'),
    'img srcset': element('img', 'srcset'),
    picture: url => {
      const one = made('picture', {});
      const image = made('img', {});
      const end = told(image);
      one.append(made('source', { srcset: url }), image);
      put(one);
      return end;
    },
    'svg image': url => {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      const image = document.createElementNS('http://www.w3.org/2000/svg', 'image');
      image.setAttribute('href', url);
      const end = told(image);
      svg.append(image);
      put(svg);
      return end;
    },
    video: element('video', 'src', { preload: 'auto' }, 'loadeddata'),
    'video poster': url => {
      put(made('video', { poster: url }));
      return never();
    },
    audio: element('audio', 'src', { preload: 'auto' }, 'loadeddata'),
    track: url => {
      const video = made('video', {});
      const track = made('track', { src: url, default: '', kind: 'subtitles' });
      const end = told(track);
      video.append(track);
      track.track.mode = 'showing';
      put(video);
      return end;
    },
    'input image': element('input', 'src', { type: 'image' }),
    iframe: frame('iframe', 'src'),
    'iframe srcdoc': async url => {
      const one = document.createElement('iframe');
      one.srcdoc = `<img src="${url}"><script src="${url}"></script>`;
      put(one);
      return told(one);
    },
    object: frame('object', 'data'),
    embed: frame('embed', 'src'),
    form: url => {
      const frame = made('iframe', { name: 'reach' });
      const form = put(made('form', { action: url, method: 'post', target: 'reach' }));
      put(frame);
      form.append(made('input', { name: 'rows', value: 'x' }));
      form.submit();
      return never();
    },
    Worker: url => told(new Worker(trusted(url)), 'message'),
    'module Worker': url => told(new Worker(trusted(url), { type: 'module' }), 'message'),
    SharedWorker: url => told(new SharedWorker(trusted(url)).port, 'message'),
    ServiceWorker: async url => {
      await navigator.serviceWorker.register(trusted(url));
      return 'registered';
    },
    worklet: async url => {
      await new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule(url);
      return 'added';
    },
    'import()': async url => {
      const { pageImport } = globalThis as unknown as { pageImport: (url: string) => Promise<object> };
      return Object.keys(await pageImport(url)).join() || 'imported';
    },
    "import() of a script with the page's nonce": url => {
      const one = document.createElement('script');
      one.nonce = nonce;
      one.text = trusted(
        `import(${JSON.stringify(url)}).then(() => document.body.dispatchEvent(new Event('got')))`,
        'createScript',
      );
      const end = told(document.body, 'got');
      put(one);
      return end;
    },
    script: url => script(url, '', ''),
    "script with the page's nonce": url => script(url, '', nonce),
    "module with the page's nonce": url => script(url, 'module', nonce),
    stylesheet: link('stylesheet'),
    prefetch: link('prefetch'),
    'preload as fetch': link('preload', { as: 'fetch' }),
    'preload as image': link('preload', { as: 'image' }),
    'preload as script': link('preload', { as: 'script' }),
    'preload as font': link('preload', { as: 'font', crossorigin: '' }),
    modulepreload: link('modulepreload'),
    prerender: link('prerender'),
    manifest: link('manifest'),
    icon: link('icon'),
    'style element': async url => {
      const style = made('style', {});
      style.textContent = `@import url(${JSON.stringify(url)});`;
      put(style);
      await told(style);
      return style.sheet?.cssRules.length ? 'styled' : never();
    },
    'style attribute': url => styled(`background: url(${JSON.stringify(url)})`)(url),
    'style by script': async url => {
      const box = put(made('div', { class: 'reach' }));
      for (const name of ['background', 'listStyle', 'cursor', 'borderImage', 'maskImage'] as const) {
        box.style[name] = `url(${JSON.stringify(url)})`;
      }
      box.textContent = 'x';
      await drawn();
      return never();
    },
    'constructed sheet': async url => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`.reach { background: url(${JSON.stringify(url)}); min-height: 1px }`);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      put(made('div', { class: 'reach' }));
      await drawn();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(each => each !== sheet);
      return never();
    },
    font: async url => {
      await new FontFace('reach', `url(${JSON.stringify(url)})`).load();
      return 'loaded';
    },
    'window.open': url =>
      window.open(url) === null ? Promise.reject(new Error('no window')) : Promise.resolve('a window'),
    'top navigation': url => {
      window.top!.location.href = url;
      return never();
    },
    base: url => {
      document.head.append(made('base', { href: url }));
      const isTaken = document.baseURI === new URL(url, location.href).href && document.baseURI !== location.href;
      document.querySelector('base')?.remove();
      return isTaken ? Promise.resolve('taken') : Promise.reject(new Error('the base was not taken'));
    },
    'speculation rules': url => {
      const one = made('script', { type: 'speculationrules' });
      one.textContent = JSON.stringify({ prefetch: [{ source: 'list', urls: [url] }] });
      put(one);
      return never();
    },
  };

  let reports: string[] = [];
  let wake: () => void = () => undefined;
  const hear = (event: SecurityPolicyViolationEvent): void => {
    reports.push(event.effectiveDirective);
    wake();
  };
  document.addEventListener('securitypolicyviolation', hear);
  const results: ReachTry[] = [];
  for (const target of targets) {
    for (const [way, run] of Object.entries(ways)) {
      if (without.includes(way)) continue;
      const url = target.url.replace('WAY', encodeURIComponent(way));
      reports = [];
      const reported = new Promise<void>(resolve => (wake = resolve));
      const late = new Promise<'late'>(resolve => setTimeout(() => resolve('late'), patience));
      const ran = (async () => run(url))().then(
        text => ({ end: 'reached', text }) as const,
        (error: unknown) => ({ end: 'refused', text: String(error) }) as const,
      );
      const first = await Promise.race([ran, reported, late]);
      // A report comes a moment after the error that it explains, and before the load of an empty frame.
      await new Promise(resolve => setTimeout(resolve));
      const end = reports.length > 0 && (typeof first !== 'object' || first.end !== 'reached') ? 'policy' : undefined;
      const outcome = typeof first === 'object' ? first : ({ end: 'silent', text: '' } as const);
      results.push({ way, target: target.name, end: end ?? outcome.end, text: outcome.text });
      for (const each of open.splice(0)) each.remove();
    }
  }
  document.removeEventListener('securitypolicyviolation', hear);
  return results;
}
