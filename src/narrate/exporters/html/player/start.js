// Tells the style sheets that scripts run on this page.
document.documentElement.classList.add("js");
