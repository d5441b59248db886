// The boot module of the launch document.
import * as session from './session.js';
import { startFrame } from './frame.js';
import { startScreens } from './screens.js';
import { onThemeChosen, startTheme } from './theme.js';
import './aloud.js';
import './autosave.js';
import './copies.js';
import './depends.js';
import './panels.js';
import './respond.js';
import './steps.js';
import './review.js';

const block = document.getElementById('session');
const facts = JSON.parse(block.textContent);
// From here on the token lives in a module variable only: not in the document, an address, storage or a cookie.
block.remove();

session.open(facts.token);
// A choice of colours that could not be kept is only chosen again the next time.
onThemeChosen(theme => session.send('/app/preferences', { method: 'POST', body: new URLSearchParams({ theme }) }).catch(() => {}));
startTheme(facts.theme);
startFrame(facts.messageTarget, facts.messageToken);
startScreens(facts.address);
