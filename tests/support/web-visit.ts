import { parseHTML } from "linkedom";
import { type PlainResponse, plainHttp } from "../adapters/web/plain-http.ts";

/** A visitor's browser without JavaScript: keeps cookies, follows redirects, sends what browsers send of their origin. */
export interface Visit {
  /** Name and value of every cookie it holds. */
  readonly cookies: ReadonlyMap<string, string>;
  /** Everything it was sent so far: cookies as they came, and pages. */
  readonly received: readonly string[];
  get(path: string, headers?: Record<string, string>): Promise<Visited>;
  post(path: string, values: FormValues | Buffer, headers?: Record<string, string>): Promise<Visited>;
  /** Sends a form of a page: what it holds, changed and added to by `values`. */
  submit(
    page: Visited,
    button: string,
    values?: Record<string, string | readonly string[]>,
  ): Promise<Visited>;
  /** Opens a link to sign in and presses the button. */
  signIn(link: string): Promise<Visited>;
}

type Document = ReturnType<typeof parseHTML>["document"];
type Element = NonNullable<ReturnType<Document["querySelector"]>>;

export type FormValues = Readonly<Record<string, string | readonly string[]>>;

export interface Visited extends PlainResponse {
  readonly document: Document;
  /** What the page says, without markup. */
  readonly words: string;
}

interface VisitSettings {
  /** By which name the visitor calls the page; as it is reached when left out. */
  readonly host?: string;
  readonly origin?: string;
}

export function createVisit(url: string, settings: VisitSettings = {}): Visit {
  const cookies = new Map<string, string>();
  const received: string[] = [];
  const host = settings.host ?? new URL(url).host;
  const origin = settings.origin ?? `http://${host}`;

  const send = async (path: string, request: Parameters<typeof plainHttp>[1]): Promise<Visited> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = {
      Host: host,
      Accept: "text/html",
      ...(cookie === "" ? {} : { Cookie: cookie }),
      ...request?.headers,
    };
    const response = await plainHttp(`${url}${path}`, { ...request, headers });
    for (const line of response.headers["set-cookie"] ?? []) keepCookie(cookies, line);
    received.push(...(response.headers["set-cookie"] ?? []), response.text);
    const { location } = response.headers;
    if (response.status === 303 && location !== undefined) return await send(location, {});
    const isPage = response.headers["content-type"]?.startsWith("text/html") === true;
    const { document } = parseHTML(isPage ? response.text : "<html><body></body></html>");
    const text = isPage ? (document.body?.textContent ?? "") : response.text;
    return { ...response, document, words: text.replaceAll(/\s+/g, " ") };
  };
  const post = (path: string, values: FormValues | Buffer, headers: Record<string, string> = {}) =>
    send(path, {
      method: "POST",
      headers: {
        Origin: origin,
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
        ...headers,
      },
      body: Buffer.isBuffer(values) ? values : encoded(values),
    });

  return {
    cookies,
    received,
    get: (path, headers = {}) => send(path, { headers }),
    post,
    submit: async (page, button, values = {}) => {
      const form = formWith(page, button);
      return await post(form.getAttribute("action") ?? "", { ...valuesIn(form), ...values });
    },
    signIn: async (link) => {
      const token = new URL(link).hash.slice(1);
      const asked = await post("/sign-in/check", { token });
      return asked.status === 200 ? await post("/sign-in", { token }) : asked;
    },
  };
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = "", ...attributes] = line.split(/;\s*/);
  const [name = "", value = ""] = pair.split("=");
  if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) cookies.delete(name);
  else cookies.set(name, value);
}

function encoded(values: FormValues): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    for (const one of [value].flat()) pairs.append(name, one);
  return pairs.toString();
}

/** The form that a button of this label sends; throws when there is none. */
export function formWith(page: Visited, label: string): Element {
  const button = [...page.document.querySelectorAll("button")].find(
    (candidate) => candidate.textContent?.trim() === label,
  );
  const form = button?.closest("form");
  if (form == null) throw new Error(`no button “${label}” on: ${page.words}`);
  return form;
}

/** What a form would send as it stands. */
export function valuesIn(form: Element): Record<string, string> {
  const controls = [...form.querySelectorAll("input[name], textarea[name], select[name]")];
  return Object.fromEntries(
    controls.flatMap((control) => {
      const name = control.getAttribute("name") ?? "";
      if (["file", "checkbox"].includes(control.getAttribute("type") ?? "")) return [];
      if (control.localName === "textarea") return [[name, control.textContent ?? ""]];
      if (control.localName === "select")
        return [[name, control.querySelector("option[selected], option")?.getAttribute("value") ?? ""]];
      return [[name, control.getAttribute("value") ?? ""]];
    }),
  );
}

export interface FileToSend {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** What a form sends with a file: its values, then the file, as a browser puts them. */
export function withFile(
  values: Readonly<Record<string, string>>,
  { field, name, type, text }: FileToSend,
): { readonly body: Buffer; readonly headers: Record<string, string> } {
  const boundary = "----WebKitFormBoundaryAbC123";
  const parts = Object.entries(values).map(
    ([key, value]) => `Content-Disposition: form-data; name="${key}"\r\n\r\n${value}`,
  );
  const file = `Content-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n${text}`;
  const lines = [...parts, file].map((part) => `--${boundary}\r\n${part}\r\n`);
  return {
    body: Buffer.from(`${lines.join("")}--${boundary}--\r\n`),
    headers: { "Content-Type": `multipart/form-data; boundary=${boundary}` },
  };
}
