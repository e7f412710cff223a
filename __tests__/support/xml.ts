/** An element as it is read: its attributes and either its elements or its text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly elements: readonly XmlElement[];
  readonly text: string;
}

const NAME = /[A-Za-z_][\w.-]*/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Reads a document as XML 1.0 says, www.w3.org/TR/xml/: line ends, attribute values and references are made what a
 * parser makes of them. It takes elements, attributes and text only, and throws on everything else.
 */
export function readXml(document: string): XmlElement {
  const source = document.replace(/\r\n?/g, "\n");
  let at = 0;
  blanks();
  const root = readElement();
  blanks();
  if (at < source.length) fail("more than one root");
  return root;

  function readElement(): XmlElement {
    expectSign("<");
    const name = readName();
    const attributes: Record<string, string> = {};
    for (;;) {
      const gap = blanks();
      if (taken("/>")) return { name, attributes, elements: [], text: "" };
      if (taken(">")) break;
      if (!gap) fail("attributes without a blank between them");
      const key = readName();
      if (Object.hasOwn(attributes, key)) fail(`${key} twice`);
      expectSign('="');
      const end = source.indexOf('"', at);
      if (end < 0) fail("an attribute without an end");
      const raw = source.slice(at, end);
      if (raw.includes("<")) fail("< in an attribute");
      attributes[key] = dereferenced(raw.replace(/[\t\n]/g, " "));
      at = end + 1;
    }
    const elements: XmlElement[] = [];
    let text = "";
    while (!source.startsWith("</", at)) {
      if (source.startsWith("<", at)) elements.push(readElement());
      else {
        const end = source.indexOf("<", at);
        if (end < 0) fail(`${name} without an end`);
        const raw = source.slice(at, end);
        if (raw.includes("]]>")) fail("]]> in text");
        text += dereferenced(raw);
        at = end;
      }
    }
    expectSign(`</${name}>`);
    if (elements.length === 0) return { name, attributes, elements, text };
    if (text.trim() !== "") fail(`text beside elements in ${name}`);
    return { name, attributes, elements, text: "" };
  }

  function readName(): string {
    NAME.lastIndex = at;
    const [name] = NAME.exec(source) ?? fail("no name");
    at += name.length;
    return name;
  }

  function blanks(): boolean {
    const start = at;
    while (/[ \n\t]/.test(source[at] ?? "")) at += 1;
    return at > start;
  }

  function taken(sign: string): boolean {
    if (!source.startsWith(sign, at)) return false;
    at += sign.length;
    return true;
  }

  function expectSign(sign: string): void {
    if (!taken(sign)) fail(`no ${sign}`);
  }

  function dereferenced(raw: string): string {
    if (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(raw)) fail("no character of XML");
    return raw.replace(/&([^;]*;?)/g, (_all, reference: string) => {
      const [, number, name] = /^(?:#(\d+)|(\w+));$/.exec(reference) ?? fail(`& before ${reference}`);
      if (number !== undefined) return String.fromCodePoint(Number(number));
      return ENTITIES[name ?? ""] ?? fail(`&${reference}`);
    });
  }

  function fail(what: string): never {
    throw new Error(`${what} at ${at}: ${source.slice(Math.max(0, at - 40), at + 40)}`);
  }
}

/** Every element below, in the order of the document, itself first. */
export function descendants(root: XmlElement): readonly XmlElement[] {
  return [root, ...root.elements.flatMap(descendants)];
}

/** The one element of that name; throws where there is none, or another one. */
export function only(root: XmlElement, name: string): XmlElement {
  const [found, ...others] = descendants(root).filter((each) => each.name === name);
  if (found === undefined || others.length > 0) throw new Error(`${found ? "several" : "no"} ${name}`);
  return found;
}
