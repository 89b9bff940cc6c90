// Asks without leaving the page. Everything here is an addition: the form works without it.
const form = document.querySelector("#ask");
const box = document.querySelector("#question");
const button = form.querySelector("button");
const announcement = document.querySelector("#status");
const latest = document.querySelector("#latest");
const earlier = document.querySelector("#earlier");
const past = document.querySelector("#history");
const prefersStillness = matchMedia("(prefers-reduced-motion: reduce)");
const hasTouchKeyboard = matchMedia("(pointer: coarse)");

/** Pause between two sentences, and the longest a whole answer may take to appear, in milliseconds. */
const pause = 180;
const longest = 1800;

/** The question on its way, or null. */
let pending = null;

// A longer question gets a polite answer instead of being cut off while it is pasted.
box.removeAttribute("maxlength");
document.querySelector("#keys").hidden = false;

// Ready to type in, but not where the focus would raise a keyboard over the page or skip an answer.
if (!hasTouchKeyboard.matches && latest.querySelector("article") === null) box.focus({ preventScroll: true });

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void ask(box.value);
});

box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  pending?.abort();
  box.value = "";
  box.focus();
});

document.querySelector(".examples").addEventListener("click", (event) => {
  const example = event.target.closest("a.example");
  if (example === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  box.value = example.textContent;
  void ask(box.value);
});

async function ask(text) {
  const question = text.trim();
  if (pending !== null) return;
  if (question === "") {
    announcement.textContent = "Please type a question first.";
    box.focus();
    return;
  }
  pending = new AbortController();
  setBusy(true);
  try {
    const exchange = await fetchExchange(question, pending.signal);
    keepLatest();
    show(exchange);
    rememberInAddress(question);
  } catch (error) {
    if (error.name !== "AbortError") showUnreachable();
  } finally {
    pending = null;
    setBusy(false);
  }
}

/** The question with its reply as the server renders it, also when the reply is a problem. */
async function fetchExchange(question, signal) {
  const response = await fetch("/exchange", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ question }),
    signal,
  });
  const isExchange = response.headers.get("Content-Type")?.startsWith("text/html");
  if (!isExchange) return problem(question, (await response.json()).error.message);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return document.adoptNode(page.querySelector("article"));
}

function problem(question, sentence) {
  const exchange = document.createElement("article");
  exchange.className = "exchange";
  exchange.dataset.kind = "problem";
  exchange.dataset.summary = sentence;
  const title = Object.assign(document.createElement("h2"), { className: "question", textContent: question });
  const reply = Object.assign(document.createElement("div"), { className: "reply" });
  reply.append(Object.assign(document.createElement("p"), { textContent: sentence }));
  exchange.append(title, reply);
  return exchange;
}

function setBusy(isBusy) {
  form.classList.toggle("busy", isBusy);
  latest.setAttribute("aria-busy", String(isBusy));
  button.textContent = isBusy ? "Asking…" : "Ask";
  if (isBusy) announcement.textContent = "Looking through the documents.";
}

function show(exchange) {
  latest.replaceChildren(exchange);
  announcement.textContent = exchange.dataset.summary;
  reveal(exchange);
  if (hasTouchKeyboard.matches) box.blur();
  else box.select();
  const top = exchange.getBoundingClientRect().top;
  if (top > innerHeight * 0.6)
    exchange.scrollIntoView({ behavior: prefersStillness.matches ? "auto" : "smooth", block: "start" });
}

/** Sentence by sentence, each with its sources; what stands beside them comes last. */
function reveal(exchange) {
  const sentences = [...exchange.querySelectorAll(".sentence")];
  if (prefersStillness.matches || sentences.length === 0) return;
  const rest = [...exchange.querySelectorAll(".note, .sources, .sources li")];
  for (const part of [...sentences, ...rest]) part.classList.add("unshown");
  const step = Math.min(pause, longest / sentences.length);
  sentences.forEach((sentence, index) => {
    setTimeout(() => {
      for (const part of [sentence, ...sourcesOf(sentence, exchange)]) part.classList.remove("unshown");
    }, index * step);
  });
  setTimeout(() => {
    for (const part of rest) part.classList.remove("unshown");
  }, sentences.length * step);
}

function sourcesOf(sentence, exchange) {
  const marks = [...sentence.querySelectorAll("a.mark")];
  const sources = marks.map((mark) => exchange.querySelector(mark.getAttribute("href")));
  return sources
    .filter((source) => source !== null)
    .flatMap((source) => [source, source.closest(".sources")]);
}

/** What stood in the place of the latest answer moves, folded, into this visit's history. */
function keepLatest() {
  const exchange = latest.querySelector("article");
  if (exchange === null || exchange.dataset.kind === "problem") return;
  const folded = document.createElement("details");
  const title = document.createElement("summary");
  title.textContent = exchange.querySelector(".question").textContent;
  for (const part of exchange.querySelectorAll(".unshown")) part.classList.remove("unshown");
  folded.append(title, exchange);
  past.prepend(folded);
  earlier.hidden = false;
}

/** The address can be passed on; a very long one would not survive that. */
function rememberInAddress(question) {
  const address = `/?q=${encodeURIComponent(question)}`;
  history.replaceState(null, "", address.length <= 2000 ? address : "/");
}

function showUnreachable() {
  const sentence =
    "This page can’t reach the program behind it. Is it still running? Your question is still in the box; try again in a moment.";
  keepLatest();
  show(problem(box.value, sentence));
}
