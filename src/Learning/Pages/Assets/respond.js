// The teacher's answer: what her levels earn, said while she chooses; and "hide their levels until mine are in", which stays on from student to student.
const met = 3;   // the level that earns a criterion in full, as the server counts it
let blind = false;

const chosen = part => Number(part.querySelector('input:checked')?.value ?? 0);

function sayScore(form) {
  const place = form.querySelector('[data-score]');
  if (!place) return;
  const levels = [...form.querySelectorAll('[data-level]')].map(chosen);
  const { points, given, missing, language } = place.dataset;
  const earned = levels.reduce((sum, level) => sum + Math.min(level, met), 0) / (levels.length * met) * Number(points);
  const number = new Intl.NumberFormat(`${language}-US`, { maximumFractionDigits: 2, useGrouping: false });
  const text = levels.includes(0) ? missing : given.replace('{0}', number.format(earned)).replace('{1}', number.format(points));
  if (place.textContent !== text) place.textContent = text;
}

function hideTheirs() {
  const missing = [...document.querySelectorAll('[data-level]')].some(part => !part.querySelector('input:checked'));
  document.getElementById('main').toggleAttribute('data-blinded', blind && missing);
}

document.addEventListener('change', event => {
  if (event.target.matches('[data-blind]')) blind = event.target.checked;
  const form = event.target.form;
  if (form) sayScore(form);
  hideTheirs();
});
document.addEventListener('screen:shown', () => {
  const choice = document.querySelector('[data-blind]');
  if (choice) choice.checked = blind;
  hideTheirs();
});
