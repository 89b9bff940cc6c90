// The link's secret stands behind the hash, which browsers send to nobody: it is put into the form and sent from there.
const field = document.querySelector("#token");

function takeOver() {
  const token = location.hash.slice(1);
  if (token === "") return;
  // Neither the address bar nor the history keeps it.
  history.replaceState(null, "", location.pathname);
  field.value = token;
  field.form.requestSubmit();
}

addEventListener("hashchange", takeOver);
takeOver();
