/** The preview panel is as wide as what it shows: a desk for the article, a phone for all that is small. */

document.addEventListener("change", (event) => {
  if (event.target.id !== "id_preview_mode") return;
  const size = event.target.value === "article" ? "desktop" : "mobile";
  document.querySelector(`input[name="preview-size"][value="${size}"]`)?.click();
});
