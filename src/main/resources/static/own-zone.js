// Proposes the zone of the browser where none is chosen yet.

for (const choice of document.querySelectorAll("select[data-own-zone]")) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!choice.value && [...choice.options].some((one) => one.value === own)) choice.value = own;
}
