// Light, dark or as the device has it. A frame starts light, because the page around it most often is.
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const ownWindow = window.parent === window;
let choice = null;

// Set by whoever can remember the choice on the server; until then it lasts as long as the page.
let remember = () => {};
export const onThemeChosen = handler => { remember = handler; };

function apply() {
  const isDark = choice === 'dark' || (dark.matches && (choice === 'system' || (choice === null && ownWindow)));
  if (isDark) document.documentElement.dataset.theme = 'dark';
  else delete document.documentElement.dataset.theme;
  for (const radio of document.querySelectorAll('[data-theme-choice]')) radio.checked = radio.value === (choice ?? 'light');
}

export function startTheme(chosen) {
  choice = chosen ?? null;
  dark.addEventListener('change', apply);
  document.addEventListener('screen:shown', apply);
  document.addEventListener('change', event => {
    if (!event.target.matches?.('[data-theme-choice]')) return;
    choice = event.target.value;
    apply();
    remember(choice);
  });
  apply();
}
