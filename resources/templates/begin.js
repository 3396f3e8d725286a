// What a script will sort and cut down is not laid out before; a script that fails hides nothing.
document.documentElement.classList.add("scripted", "loading");
addEventListener("load", () => document.documentElement.classList.remove("loading"));
