// Draws the places of the list on a map. Comfort only: the list has the same places and numbers without it.
import * as maplibre from "../vendor/maplibre-gl-6.17.0/maplibre-gl.mjs";

const frame = document.getElementById("map");
const ink = "#1d3557";

async function read(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}

function corners(features) {
  const bounds = new maplibre.LngLatBounds();
  const walk = (part) => (typeof part[0] === "number" ? bounds.extend(part) : part.forEach(walk));
  features.forEach((feature) => walk(feature.geometry.coordinates));
  return bounds;
}

function styleOf(outlines, points, areas) {
  const most = points.features.length ? points.features[0].properties.total : 1;
  const outline = (kind) => ["==", ["get", "kind"], kind];
  const radius = (least, greatest) =>
    ["interpolate", ["linear"], ["sqrt", ["get", "total"]], 1, least, Math.max(2, Math.sqrt(most)), greatest];
  return {
    version: 8,
    sources: { outlines: { type: "geojson", data: outlines }, points: { type: "geojson", data: points }, areas: { type: "geojson", data: areas } },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": "#eef0f2" } },
      { id: "district", type: "fill", source: "outlines", filter: outline("district"), paint: { "fill-color": "#ffffff" } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-color": ["get", "colour"], "fill-opacity": 0.65 } },
      { id: "areas-solid", type: "line", source: "areas", filter: ["all", ["has", "number"], ["!", ["get", "is_dashed"]]], paint: { "line-color": ink, "line-width": 1 } },
      { id: "areas-dashed", type: "line", source: "areas", filter: ["all", ["has", "number"], ["get", "is_dashed"]], paint: { "line-color": ink, "line-width": 1.5, "line-dasharray": [3, 2] } },
      { id: "neighbours", type: "line", source: "outlines", filter: outline("neighbour"), paint: { "line-color": "#8a9096", "line-width": 1 } },
      { id: "wards", type: "line", source: "outlines", filter: outline("ward"), paint: { "line-color": "#b1b4b6", "line-width": 1 } },
      { id: "edge", type: "line", source: "outlines", filter: outline("district"), paint: { "line-color": ink, "line-width": 2.5 } },
      {
        id: "points",
        type: "circle",
        source: "points",
        // Over shaded areas, only from near.
        minzoom: areas.features.length ? 12.5 : 0,
        filter: ["==", ["get", "shape"], "circle"],
        paint: {
          // Small from far off, so that a town's circles stand apart; large enough to press from near.
          "circle-radius": ["interpolate", ["linear"], ["zoom"], 9, radius(1.2, 10), 13, radius(4, 26)],
          "circle-color": "#d4351c",
          // Over shaded areas the points only remind of what lies beneath.
          "circle-opacity": areas.features.length ? 0.05 : 0.45,
          "circle-stroke-opacity": areas.features.length ? 0.15 : 1,
          "circle-stroke-color": "#7a1d0e",
          "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 9, 0.4, 13, 1],
        },
      },
      {
        id: "shapes",
        type: "symbol",
        source: "points",
        filter: ["!=", ["get", "shape"], "circle"],
        layout: {
          "icon-image": ["concat", ["get", "shape"], ["get", "colour"]],
          "icon-size": ["interpolate", ["linear"], ["zoom"], 9, scaled(radius(2.5, 11)), 13, scaled(radius(6, 26))],
          "icon-allow-overlap": true,
          "icon-ignore-placement": true,
        },
        paint: { "icon-opacity": 0.75 },
      },
    ],
  };
}

// Icons are drawn once, 64 pixels wide; a radius on the map becomes a share of that.
const iconWidth = 64;
const scaled = (radius) => ["*", radius, 2 / iconWidth];
const outlineOf = {
  square: [[8, 8], [56, 8], [56, 56], [8, 56]],
  triangle: [[32, 4], [60, 56], [4, 56]],
  diamond: [[32, 2], [62, 32], [32, 62], [2, 32]],
  cross: [[22, 4], [42, 4], [42, 22], [60, 22], [60, 42], [42, 42], [42, 60], [22, 60], [22, 42], [4, 42], [4, 22], [22, 22]],
};

function drawn(shape, colour) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = iconWidth;
  const pen = canvas.getContext("2d");
  pen.beginPath();
  outlineOf[shape].forEach(([x, y], corner) => (corner ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.closePath();
  pen.fillStyle = colour;
  pen.fill();
  pen.lineWidth = 3;
  pen.strokeStyle = "#ffffff";
  pen.stroke();
  return pen.getImageData(0, 0, iconWidth, iconWidth);
}

function addIcons(map, features) {
  for (const { properties } of features) {
    const name = `${properties.shape}${properties.colour}`;
    if (properties.shape !== "circle" && !map.hasImage(name)) map.addImage(name, drawn(properties.shape, properties.colour));
  }
}

function words(place) {
  const said = document.createElement("div");
  for (const [tag, text] of [["strong", place.location], ["p", `${place.source}: ${place.total.toLocaleString("en-GB")}. Ward: ${place.ward}.`], ["p", place.types]]) {
    const part = document.createElement(tag);
    part.textContent = text;
    said.append(part);
  }
  return said;
}

function show(map, feature, popup) {
  popup.setLngLat(feature.geometry.coordinates).setDOMContent(words(feature.properties)).addTo(map);
}

function wordsOfArea({ number, name, level, said }) {
  const told = document.createElement("div");
  for (const [tag, text] of [["strong", `${number}. ${name}`], ["p", level], ["p", said]]) {
    const part = document.createElement(tag);
    part.textContent = text;
    told.append(part);
  }
  return told;
}

// A line of the list that brings its place into view; `whose` tells it from the others for those who only hear it.
function addButton(row, whose, bringIntoView) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sp-link-button";
  button.textContent = "Show on the map";
  const said = document.createElement("span");
  said.className = "govuk-visually-hidden";
  said.textContent = `: ${whose}`;
  button.append(said);
  button.addEventListener("click", () => {
    bringIntoView();
    frame.scrollIntoView({ block: "nearest" });
  });
  row.querySelector("th").append(document.createElement("br"), button);
}

// Where an area is pressed, or its button in the list, its words are shown.
function addAreas(map, areas, popup) {
  const numbered = areas.features.filter((feature) => feature.properties.number);
  const showArea = (feature, at) => popup.setLngLat(at).setDOMContent(wordsOfArea(feature.properties)).addTo(map);
  map.on("click", "areas", (event) => {
    const found = event.features.find((feature) => feature.properties.number);
    if (found && !map.queryRenderedFeatures(event.point, { layers: ["points", "shapes"] }).length) showArea(found, event.lngLat);
  });
  for (const row of document.querySelectorAll("tr[data-area]")) {
    const feature = numbered.find((each) => each.properties.number === Number(row.dataset.area));
    if (!feature) continue;
    addButton(row, `area ${row.dataset.area}, ${feature.properties.name}`, () => {
      const around = corners([feature]);
      map.fitBounds(around, { padding: 60, maxZoom: 14, animate: false });
      showArea(feature, around.getCenter());
    });
  }
}

// A button in each line of the list, so that the keyboard reaches every circle whose line is on the page.
function addButtons(map, features, popup) {
  for (const row of document.querySelectorAll("tr[data-place]")) {
    const feature = features[Number(row.dataset.place) - 1];
    addButton(row, `place ${row.dataset.place}, ${feature.properties.location}`, () => {
      map.jumpTo({ center: feature.geometry.coordinates, zoom: Math.max(map.getZoom(), 13.5) });
      show(map, feature, popup);
    });
  }
}

async function draw() {
  const none = { type: "FeatureCollection", features: [] };
  const [outlines, points, areas] = await Promise.all([
    read(frame.dataset.outlines),
    frame.dataset.points ? read(frame.dataset.points) : none,
    frame.dataset.areas ? read(frame.dataset.areas) : none,
  ]);
  frame.querySelector(".sp-map__waiting").remove();
  const district = outlines.features.filter((feature) => feature.properties.kind === "district");
  // Without points the areas are all there is to see, and may be few and small.
  const ours = !frame.dataset.points && areas.features.length ? areas.features : district;
  const map = new maplibre.Map({
    container: frame,
    style: styleOf(outlines, points, areas),
    bounds: corners(ours.length ? ours : points.features),
    fitBoundsOptions: { padding: 20, maxZoom: 14 },
    maxZoom: 16,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    cooperativeGestures: true,
    attributionControl: false,
    locale: { "Map.Title": "Map of what was recorded. The list below has the same places and numbers." },
  });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));
  map.touchZoomRotate.disableRotation();
  const popup = new maplibre.Popup({ maxWidth: "280px" });
  map.once("load", () => addIcons(map, points.features));
  for (const layer of ["points", "shapes"]) {
    map.on("click", layer, (event) => show(map, points.features[event.features[0].properties.number - 1], popup));
    map.on("mouseenter", layer, () => map.getCanvas().classList.add("sp-map__pointing"));
    map.on("mouseleave", layer, () => map.getCanvas().classList.remove("sp-map__pointing"));
  }
  addButtons(map, points.features, popup);
  addAreas(map, areas, popup);
  map.once("idle", () => { frame.dataset.drawn = String(points.features.length); frame.dataset.areasDrawn = String(areas.features.length); });
}

draw().catch((why) => {
  // The list says it all; a browser without WebGL, or an ended session, only loses the picture.
  frame.replaceChildren("The map could not be drawn. The list below says the same.");
  frame.classList.add("sp-map--empty");
  console.warn("The map could not be drawn.", why);
});
