// Draws the reviews of the practice site, as many real ones do: nothing stands in the page before a choice was made.
const place = document.getElementById("reviews");
const choice = document.getElementById("keuze");
const more = document.querySelector("button.meer");
let next = 1;

async function draw() {
  const answer = await fetch(`${place.dataset.kaarten}?pagina=${next}`);
  place.insertAdjacentHTML("beforeend", await answer.text());
  const following = place.querySelector("template[data-volgende]");
  more.hidden = following === null;
  next = following === null ? next : Number(following.dataset.volgende);
  following?.remove();
}

choice.addEventListener("click", (event) => {
  if (event.target.dataset.keuze === undefined) return;
  choice.remove();
  draw();
});
more.addEventListener("click", draw);
