/** Runs in the page: notes when each part of an answer stops being held back. */
export const recordAppearances = `
  window.appeared = [];
  const nameOf = (element) => {
    if (element.matches("li")) return "source " + element.value;
    const words = element.textContent.trim().split(/\\s+/);
    return element.className.trim() + " " + (element.matches(".sources") ? words[0] : words.slice(0, element.textContent.startsWith("A ") ? 3 : 2).join(" "));
  };
  new MutationObserver((changes) => {
    for (const { target, oldValue } of changes) {
      const wasHeldBack = (oldValue ?? "").includes("unshown");
      if (wasHeldBack && !target.classList.contains("unshown"))
        window.appeared.push({ what: nameOf(target), when: performance.now() });
    }
  }).observe(document.querySelector("#latest"), { subtree: true, attributeFilter: ["class"], attributeOldValue: true });
`;

/** Runs in the page: contrast ratios by WCAG 2.2, of the text of each kind to the ground it stands on. */
export const contrastsOf = (selectors: readonly string[]): string => `
  (() => {
    const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const luminance = (colour) => {
      const [red, green, blue] = channels(colour).map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const groundOf = (element) => {
      const colour = getComputedStyle(element).backgroundColor;
      return channels(colour)[3] === 0 ? groundOf(element.parentElement) : colour;
    };
    const contrast = (selector) => {
      const element = document.querySelector(selector);
      const [light, dark] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))].sort((a, b) => b - a);
      return [selector, (light + 0.05) / (dark + 0.05)];
    };
    return JSON.stringify(Object.fromEntries(${JSON.stringify(selectors)}.map(contrast)));
  })()
`;

export const measureContrasts = contrastsOf([
  ".sentence",
  ".mark",
  ".note",
  ".whose",
  ".title a",
  "button",
  ".scope",
  ".example",
]);
