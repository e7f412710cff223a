/**
 * What is wrong with the layout of the page that is shown. Runs in the browser.
 *
 * @returns {readonly string[]} one sentence for each fault
 */
export function faultsOfLayout() {
  const faults = [];
  const name = (element) =>
    `<${element.tagName.toLowerCase()}> "${(element.textContent ?? "").trim().slice(0, 40)}"`;
  const shown = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const boxOf = (element) => element.getBoundingClientRect();
  const overlap = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;

  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth)
    faults.push(`the page is ${root.scrollWidth} pixels wide in a window of ${root.clientWidth}`);

  /** The part of the page that cuts an element off, or lets it scroll. */
  const frameOf = (element) => {
    for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
      const { overflowX } = getComputedStyle(parent);
      if (overflowX !== "visible") return { parent, scrolls: ["auto", "scroll"].includes(overflowX) };
    }
    return undefined;
  };

  const content = document.querySelector(".vp-doc");
  if (content === null) return [...faults, "the page has no content"];
  for (const element of content.querySelectorAll("h1, h2, h3, h4, p, li, td, th, code, summary, .diagram")) {
    if (!shown(element)) continue;
    const frame = frameOf(element);
    const limit = frame === undefined ? boxOf(root) : boxOf(frame.parent);
    if (frame?.scrolls !== true && boxOf(element).right > limit.right + 1)
      faults.push(`${name(element)} is cut off`);
  }

  const blocks = [...(content.firstElementChild?.children ?? [])].filter(shown);
  blocks.forEach((block, index) => {
    const next = blocks[index + 1];
    if (next !== undefined && overlap(boxOf(block), boxOf(next)))
      faults.push(`${name(block)} overlaps ${name(next)}`);
  });

  for (const code of content.querySelectorAll("td code, th code"))
    if (shown(code) && /^\w{1,24}$/.test(code.textContent) && code.getClientRects().length > 1)
      faults.push(`${name(code)} is broken within a word`);

  for (const diagram of content.querySelectorAll(".diagram")) {
    const svg = diagram.querySelector("svg");
    const scale = boxOf(svg).width / svg.viewBox.baseVal.width;
    if (scale < 0.6)
      faults.push(`a diagram is drawn at ${Math.round(scale * 100)} % of its size: its text cannot be read`);
    const nodes = [...diagram.querySelectorAll("g.node, .cluster-label, .edgeLabel foreignObject")].filter(
      (node) => boxOf(node).width > 0,
    );
    nodes.forEach((node, index) => {
      for (const other of nodes.slice(index + 1))
        if (overlap(boxOf(node), boxOf(other)))
          faults.push(`in a diagram, ${name(node)} overlaps ${name(other)}`);
    });
    for (const label of diagram.querySelectorAll("foreignObject > div, foreignObject span"))
      if (boxOf(label).width > boxOf(label.closest("foreignObject")).width + 1)
        faults.push(`in a diagram, ${name(label)} is cut off`);
  }

  // The frame around the content: bar, sidebar, outline.
  const frames = [".VPSidebar", ".VPDocAside", ".VPDoc .content-container"]
    .map((selector) => document.querySelector(selector))
    .filter((element) => element !== null && shown(element));
  frames.forEach((one, index) => {
    for (const other of frames.slice(index + 1))
      if (overlap(boxOf(one), boxOf(other))) faults.push(`${one.className} overlaps ${other.className}`);
  });
  return faults;
}
