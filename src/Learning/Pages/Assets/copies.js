// <button data-copies="id" data-name="…"> puts the text of that element on the clipboard; <… id="copied" data-copied data-select> says how it went.
document.addEventListener('click', async event => {
  const button = event.target.closest?.('[data-copies]');
  if (!button) return;
  const value = document.getElementById(button.dataset.copies);
  const said = document.getElementById('copied');
  try {
    await navigator.clipboard.writeText(value.textContent);
    said.textContent = said.dataset.copied.replace('{0}', button.dataset.name);
  } catch {
    // A frame may not write to the clipboard; the marked text can still be copied by hand.
    const folded = value.closest('details');
    if (folded) folded.open = true;
    getSelection().selectAllChildren(value);
    said.textContent = said.dataset.select;
  }
});
