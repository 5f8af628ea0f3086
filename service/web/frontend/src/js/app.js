// What every page needs: htmx for pieces of pages, Alpine for small states, menus, sheets, toasts and keys.
import "htmx.org";
import "./kit/session.js";
import "./kit/start.js";
import "./kit/undo.js";
