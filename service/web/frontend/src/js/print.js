// Pages made for paper: a button that prints them.
document.addEventListener("click", (event) => event.target.closest("[data-print]") && print());
