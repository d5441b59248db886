// Everything on one page before it is sent, read from the form's own fields, so that it needs no network: <dd data-review-of="rate.goal">.
function answerOf(form, name) {
  const fields = [...form.elements].filter(field => field.name === name && !asksForNothing(field));
  const chosen = fields.find(field => field.type === 'radio' && field.checked);
  if (chosen) return chosen.labels[0].textContent.trim();
  return fields.find(field => field.type !== 'radio')?.value.trim() ?? '';
}

const asksForNothing = field => field.closest('[data-when]')?.hidden;

function fill() {
  for (const review of document.querySelectorAll('[data-review]')) {
    const form = review.closest('form');
    for (const group of review.children) {
      const places = [...group.querySelectorAll('[data-review-of]')];
      for (const place of places) {
        place.textContent = answerOf(form, place.dataset.reviewOf);
        place.hidden = place.textContent === '';
      }
      if (places.every(place => place.hidden)) {
        places[0].textContent = review.dataset.empty;
        places[0].hidden = false;
      }
    }
  }
}

document.addEventListener('step:shown', fill);
document.addEventListener('screen:shown', fill);
document.addEventListener('change', fill);
fill();
