"use strict";
// The replay of a run: everything is in this page. Positions lie on straight lines between keyframes that were found
// from the playback, exact to half a millimetre; `linewright.positionsAt(t)` gives them.
(() => {
const data = JSON.parse(document.getElementById("data").textContent);
const bytes = Uint8Array.from(atob(document.getElementById("numbers").textContent.trim()), (c) => c.charCodeAt(0));
const KINDS = {f4: Float32Array, u1: Uint8Array, i1: Int8Array, u2: Uint16Array, u4: Uint32Array, i4: Int32Array};
const array = ([kind, offset, count]) => new KINDS[kind](bytes.buffer, offset, count);
const $ = (id) => document.getElementById(id);
const make = (tag, style, text) => {
  const found = document.createElement(tag);
  if (style) found.className = style;
  if (text !== undefined) found.textContent = text;
  return found;
};

// ---- what moves

const first = array(data.tracks.first), items = array(data.tracks.items), looks = array(data.tracks.looks);
const times = array(data.tracks.times), poses = array(data.tracks.poses);
const WIDE = 5; // x, y, z, yaw, pitch
const GLIDE = 1.0, SHARE = 0.25; // hand-overs are drawn as gliding, as in the window

/** The last index in [low, high) whose value is not above t, low - 1 without one. */
function below(values, low, high, t) {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= t) low = middle + 1; else high = middle;
  }
  return low - 1;
}

const parts = {first, times, poses};

/** The pose of a track at t into out, false where it is not seen. */
function poseAt(track, t, out, {first, times, poses} = parts) {
  const start = first[track], end = first[track + 1];
  if (t < times[start] || (t >= times[end - 1] && times[end - 1] < data.duration)) return false;
  const row = below(times, start, end, t), next = Math.min(row + 1, end - 1);
  const share = next > row ? (t - times[row]) / (times[next] - times[row]) : 0;
  for (let k = 0; k < WIDE; k++) {
    const from = poses[row * WIDE + k];
    out[k] = from + share * (poses[next * WIDE + k] - from);
  }
  return true;
}

const count = items.length, order = [...Array(count).keys()].sort((a, b) => times[first[a]] - times[first[b]]);
const starts = Float32Array.from(order, (track) => times[first[track]]);
const before = new Int32Array(count).fill(-1); // the track of the same part that ends where this one begins
{
  const ends = new Map();
  for (let track = 0; track < count; track++) ends.set(items[track] + "@" + times[first[track + 1] - 1].toFixed(3), track);
  for (let track = 0; track < count; track++) {
    const found = ends.get(items[track] + "@" + times[first[track]].toFixed(3));
    if (found !== undefined && found !== track) before[track] = found;
  }
}

/** Where every part is at t seconds: [{item, product, x, y, z}], metres. */
function positionsAt(t) {
  const pose = new Float64Array(WIDE), found = [];
  for (let track = 0; track < count; track++)
    if (poseAt(track, t, pose))
      found.push({item: items[track], product: data.looks[looks[track]].product, x: pose[0], y: pose[1], z: pose[2]});
  return found;
}

/** Move a pose back towards where the part came from, while it glides. */
function glide(track, t, pose) {
  const start = first[track], end = first[track + 1], row = below(times, start, end, t);
  let here = row;
  while (here > start && times[here] !== times[here - 1] && t - times[here] < GLIDE) here--;
  let from;
  if (here > start && times[here] === times[here - 1]) from = here - 1;
  else if (here === start && before[track] >= 0) from = first[before[track] + 1] - 1;
  else return;
  const passed = t - times[here];
  if (passed >= GLIDE) return;
  let leave = here + 1;
  while (leave < end && !(times[leave] === times[leave - 1])) leave++;
  const span = Math.min(GLIDE, SHARE * (times[Math.min(leave, end - 1)] - times[here]));
  if (passed >= span) return;
  const done = passed / span, left = 1 - done * done * (3 - 2 * done);
  for (let k = 0; k < 3; k++) pose[k] += left * (poses[from * WIDE + k] - poses[here * WIDE + k]);
}

// ---- joints: pure functions of the state, the one before it, and how long each has lasted (geometry/motion.py)

const rigs = data.rigs.each.map((each) => ({...each, since: array(each.since), states: array(each.states)}));
const {travel, attended, working} = data.rigs;
const smooth = (share) => { const s = Math.min(Math.max(share, 0), 1); return s * s * (3 - 2 * s); };
const known = (seconds) => Number.isFinite(seconds) ? seconds : 0;

/** The state of a rig at t, since when, the one before, and how long that lasted. */
function stanceAt(rig, t) {
  const row = below(rig.since, 0, rig.since.length, t), state = row < 0 ? data.starved : rig.states[row];
  const age = row < 0 ? Infinity : t - rig.since[row];
  if (row < 1) return {state, age, before: state, lasted: Infinity};
  return {state, age, before: rig.states[row - 1], lasted: rig.since[row] - rig.since[row - 1]};
}

/** How far a joint is: metres or degrees. */
function valueOf({motion, reach, period}, {state, age, before, lasted}) {
  const swung = (there) => there[before] + (there[state] - there[before]) * smooth(age / travel);
  const wave = (seconds) => 0.5 - 0.5 * Math.cos(2 * Math.PI * known(seconds) / period);
  if (motion === "OPENS") return reach * swung(attended);
  if (motion === "CLOSES") return reach * swung(working);
  if (motion === "STROKES" && working[state]) return reach * wave(age);
  if (motion === "STROKES") return working[before] ? reach * wave(lasted) * (1 - smooth(age / travel)) : 0;
  if (motion === "SPINS") return reach * known(working[state] ? age : working[before] ? lasted : 0) % 360;
  return 0;
}

/** How far all joints are at t seconds, by equipment. */
function jointsAt(t) {
  return Object.fromEntries(rigs.map((rig) => { const now = stanceAt(rig, t); return [rig.id, rig.joints.map((j) => valueOf(j, now))]; }));
}

/** A point turned by a unit quaternion x, y, z, w. */
function rotated(q, p) {
  const a = cross(q, p).map((v) => 2 * v), b = cross(q, a);
  return p.map((v, k) => v + q[3] * a[k] + b[k]);
}

/** The turn that turns by b first and then by a. */
function turned(a, b) {
  const c = cross(a, b);
  return [...[0, 1, 2].map((k) => a[3] * b[k] + b[3] * a[k] + c[k]), a[3] * b[3] - dot(a, b)];
}

/** Where the joints of a rig bring what hangs on them: a turn and then a move each. */
function placed(rig, t) {
  const now = stanceAt(rig, t), found = [];
  for (const joint of rig.joints) {
    const value = valueOf(joint, now), half = joint.turns ? value * Math.PI / 360 : 0;
    let turn = [...joint.axis.map((v) => v * Math.sin(half)), Math.cos(half)];
    const back = rotated(turn, joint.origin);
    let move = joint.origin.map((v, k) => v - back[k] + (joint.turns ? 0 : value * joint.axis[k]));
    if (joint.parent >= 0) {
      const by = found[joint.parent], far = rotated(by.turn, move);
      move = by.move.map((v, k) => v + far[k]);
      turn = turned(by.turn, turn);
    }
    found.push({turn, move});
  }
  return found;
}

// ---- people

const people = data.people && {...data.people, first: array(data.people.first), times: array(data.people.times), poses: array(data.people.poses)};
const within = (spans, t) => spans.some(([begin, end]) => begin <= t && (t < end || end >= data.duration));

// ---- states and figures

const stations = data.stations.map((each) => ({...each, since: array(each.since), states: array(each.states)}));

/** The number of the state of a station at t. */
function stateAt(station, t) {
  const row = below(station.since, 0, station.since.length, t);
  return row < 0 ? data.starved : station.states[row];
}

/** Share of each state in [0, t]. */
function sharesAt(station, t) {
  const shares = new Float64Array(data.states.length), n = station.since.length;
  if (t <= 0) return shares;
  shares[data.starved] += Math.min(n ? station.since[0] : t, t);
  for (let row = 0; row < n && station.since[row] < t; row++)
    shares[station.states[row]] += Math.min(row + 1 < n ? station.since[row + 1] : t, t) - station.since[row];
  return shares.map((seconds) => seconds / t);
}

const out = array(data.out);

function clock(seconds) {
  const s = Math.max(0, Math.floor(seconds + 1e-6)), h = Math.floor(s / 3600), m = Math.floor(s / 60) % 60;
  return `${h}:${String(m).padStart(2, "0")}:${String(s % 60).padStart(2, "0")}`;
}

// ---- small algebra, column major

const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const minus = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const unit = (a) => { const n = Math.hypot(...a) || 1; return [a[0] / n, a[1] / n, a[2] / n]; };

function product(a, b) {
  const found = new Float32Array(16);
  for (let c = 0; c < 4; c++) for (let r = 0; r < 4; r++) {
    let sum = 0;
    for (let k = 0; k < 4; k++) sum += a[k * 4 + r] * b[c * 4 + k];
    found[c * 4 + r] = sum;
  }
  return found;
}

// ---- camera: turns about a point on the floor

const ANGLE = 26 * Math.PI / 180;
const VIEWS = {iso: [-0.4636, 0.68], top: [0, 1.5607], front: [0, 0.16]};
const camera = {target: [0, 0, 0], yaw: 0, pitch: 0.7, distance: 30};
const box = data.extent, middle = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
const corners = data.corners;

function eyeOf(c) {
  const flat = Math.cos(c.pitch);
  const back = [Math.sin(c.yaw) * flat, -Math.cos(c.yaw) * flat, Math.sin(c.pitch)];
  const right = [Math.cos(c.yaw), Math.sin(c.yaw), 0], up = cross(back, right);
  return {back, right, up, eye: c.target.map((v, k) => v + c.distance * back[k])};
}

/** Look from a direction with everything in the free part of the picture; a few steps come as near as is seen. */
let stance = "iso", moved = false; // a picture that nobody has turned is fitted again when the window changes
function fit(view) {
  stance = view;
  moved = false;
  [camera.yaw, camera.pitch] = VIEWS[view];
  camera.target = [...middle, 1];
  camera.distance = 40;
  const free = room(), ty = Math.tan(ANGLE / 2), tx = ty * free.aspect;
  for (let step = 0; step < 12; step++) {
    const {back, right, up, eye} = eyeOf(camera);
    const seen = corners.map((p) => { const d = minus(p, eye), w = Math.max(-dot(d, back), 0.1); return [dot(d, right) / w / tx, dot(d, up) / w / ty]; });
    const [low, high] = [Math.min, Math.max].map((f) => [0, 1].map((k) => f(...seen.map((p) => p[k]))));
    const off = [0, 1].map((k) => (low[k] + high[k]) / 2 - (free.low[k] + free.high[k]) / 2);
    const dx = off[0] * tx * camera.distance, dy = off[1] * ty * camera.distance;
    camera.target = camera.target.map((v, k) => v + right[k] * dx + up[k] * dy);
    camera.distance *= Math.max(...[0, 1].map((k) => (high[k] - low[k]) / (free.high[k] - free.low[k])));
  }
  camera.distance = Math.max(camera.distance, 3);
  restless = true;
}

/** The part of the picture that no panel covers, from -1 to 1 both ways. */
function room() {
  const w = canvas.clientWidth || 1, h = canvas.clientHeight || 1, panel = $("panel");
  const open = panel.offsetParent !== null || getComputedStyle(panel).display !== "none", beside = open && w > 760;
  const right = beside ? panel.offsetWidth + 28 : 24, under = open && !beside ? panel.offsetHeight + 100 : 96;
  return {aspect: w / h, low: [-1 + 48 / w, -1 + 2 * under / h], high: [1 - 2 * right / w, 1 - 2 * 96 / h]};
}

// ---- drawing

const canvas = $("scene");
const gl = canvas.getContext("webgl2", {antialias: true, alpha: false});
let restless = true, dark = matchMedia("(prefers-color-scheme: dark)").matches;

const SOLID = `#version 300 es
precision highp float;
in vec3 point; in vec3 normal; in float color; in vec3 place; in vec4 turn; in vec4 tint; in vec4 spin;
uniform mat4 view; uniform vec3 low, step; uniform vec4 palette[${data.palette.length}];
out vec4 paint; out vec3 facing; out vec3 at;
vec3 turned(vec3 v) {
  v.y *= turn.w;
  v = vec3(v.x * turn.z - v.z * sqrt(max(0.0, 1.0 - turn.z * turn.z)) * sign(tint.w < 0.0 ? -1.0 : 1.0), v.y,
           v.z * turn.z + v.x * sqrt(max(0.0, 1.0 - turn.z * turn.z)) * sign(tint.w < 0.0 ? -1.0 : 1.0));
  v = vec3(turn.x * v.x - turn.y * v.y, turn.y * v.x + turn.x * v.y, v.z);
  return v + 2.0 * cross(spin.xyz, cross(spin.xyz, v) + spin.w * v);
}
void main() {
  vec4 own = palette[int(color)];
  paint = abs(tint.w) > 1.5 ? vec4(tint.rgb, 2.0) : own;
  facing = turned(normal);
  at = place + turned(low + point * step);
  gl_Position = view * vec4(at, 1.0);
}`;
const SHADE = `#version 300 es
precision highp float;
in vec4 paint; in vec3 facing; in vec3 at;
uniform vec3 key, eye; uniform float ambient;
out vec4 seen;
void main() {
  vec3 n = normalize(facing);
  if (paint.a > 1.5) { seen = vec4(min(paint.rgb * 1.06, 1.0), 1.0); return; }
  float light = 0.60 * max(dot(n, key), 0.0) + 0.22 * max(dot(n, vec3(0.8, -0.3, 0.5)), 0.0)
    + 0.16 * max(dot(n, vec3(-0.6, 0.7, 0.3)), 0.0) + 0.05 * max(-n.z, 0.0) + ambient + 0.13 * n.z;
  seen = vec4(paint.rgb * min(light, 1.12), paint.a);
}`;
const FLOOR = `#version 300 es
in vec2 corner; uniform mat4 view; uniform vec4 extent; out vec2 at;
void main() { at = mix(extent.xy, extent.zw, corner); gl_Position = view * vec4(at, -0.012, 1.0); }`;
const GROUND = `#version 300 es
precision highp float;
in vec2 at; uniform vec4 hall; uniform vec3 floor_, grid, behind; uniform float fade, edge; out vec4 seen;
float lines(float every) {
  vec2 p = at / every, d = abs(fract(p - 0.5) - 0.5) / max(fwidth(p), vec2(1e-6));
  float blur = clamp(1.0 - max(fwidth(p).x, fwidth(p).y) * 2.5, 0.0, 1.0);
  return (1.0 - min(min(d.x, d.y), 1.0)) * blur;
}
void main() {
  vec2 away = max(max(hall.xy - at, at - hall.zw), 0.0);
  float out_ = clamp(length(away) / fade, 0.0, 1.0); out_ = out_ * out_ * (3.0 - 2.0 * out_);
  vec3 color = mix(floor_, grid, max(0.45 * lines(1.0), 0.95 * lines(5.0)) * clamp(1.0 - 2.2 * out_, 0.0, 1.0));
  vec2 rim = min(abs(at - hall.xy), abs(at - hall.zw));
  bool inside = all(greaterThan(at, hall.xy - 0.04)) && all(lessThan(at, hall.zw + 0.04));
  if (edge > 0.5 && inside && min(rim.x, rim.y) < 0.04) color = mix(grid, color * 0.55, 0.5);
  seen = vec4(mix(color, behind, out_), 1.0);
}`;
const LINE = `#version 300 es
in vec2 at; uniform mat4 view; void main() { gl_Position = view * vec4(at, 0.0, 1.0); }`;
const PLAIN = `#version 300 es
precision highp float;
uniform vec3 color; out vec4 seen; void main() { seen = vec4(color, 1.0); }`;
const DIM = `#version 300 es
in vec3 point; in vec4 soft; uniform mat4 view; out vec4 how;
void main() { how = soft; gl_Position = view * vec4(point, 1.0); }`;
const SHADOW = `#version 300 es
precision highp float;
in vec4 how; uniform vec3 color; out vec4 seen;
void main() {
  seen = vec4(color, how.w * (1.0 - smoothstep(-1.0, 1.0, max(abs(how.x) - how.z, how.y))));
}`;

let programs = null, shapes = [], places = [], shadows = null, ground = null, marks = null, limbs = [], crew = [], drawing = null;

function program(vertex, fragment) {
  const found = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader));
    gl.attachShader(found, shader);
  }
  gl.linkProgram(found);
  if (!gl.getProgramParameter(found, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(found));
  const places_ = {};
  for (let k = 0; k < gl.getProgramParameter(found, gl.ACTIVE_UNIFORMS); k++) {
    const name = gl.getActiveUniform(found, k).name.replace("[0]", "");
    places_[name] = gl.getUniformLocation(found, name);
  }
  return {id: found, at: (name) => gl.getAttribLocation(found, name), to: places_};
}

function buffer(values, target = gl.ARRAY_BUFFER, usage = gl.STATIC_DRAW) {
  const found = gl.createBuffer();
  gl.bindBuffer(target, found);
  gl.bufferData(target, values, usage);
  return found;
}

function attribute(place, size, kind, normalized, stride, offset, divisor) {
  if (place < 0) return;
  gl.enableVertexAttribArray(place);
  gl.vertexAttribPointer(place, size, kind, normalized, stride, offset);
  gl.vertexAttribDivisor(place, divisor);
}

const ROW = 11; // floats of an instance: place 3, turn 4 (cos, sin, cos of pitch, mirror), tint 4
const SPUN = 15; // and a turn in space behind it, 4

/** A shape with a buffer of instances of its own. */
function family(shape, rows, wide = ROW) {
  const solid = programs.solid, vao = gl.createVertexArray();
  gl.bindVertexArray(vao);
  gl.bindBuffer(gl.ARRAY_BUFFER, shape.points);
  attribute(solid.at("point"), 3, gl.UNSIGNED_SHORT, true, 8, 0, 0);
  gl.bindBuffer(gl.ARRAY_BUFFER, shape.normals);
  attribute(solid.at("normal"), 3, gl.BYTE, true, 4, 0, 0);
  attribute(solid.at("color"), 1, gl.UNSIGNED_BYTE, false, 4, 3, 0);
  const rowsBuffer = buffer(rows, gl.ARRAY_BUFFER, gl.DYNAMIC_DRAW);
  attribute(solid.at("place"), 3, gl.FLOAT, false, wide * 4, 0, 1);
  attribute(solid.at("turn"), 4, gl.FLOAT, false, wide * 4, 12, 1);
  attribute(solid.at("tint"), 4, gl.FLOAT, false, wide * 4, 28, 1);
  if (wide === SPUN) attribute(solid.at("spin"), 4, gl.FLOAT, false, wide * 4, 44, 1);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, shape.corners);
  gl.bindVertexArray(null);
  return {shape, vao, wide, buffer: rowsBuffer, count: rows.length / wide};
}

function refill(each, rows) {
  gl.bindBuffer(gl.ARRAY_BUFFER, each.buffer);
  gl.bufferData(gl.ARRAY_BUFFER, rows, gl.DYNAMIC_DRAW);
  each.count = rows.length / each.wide;
}

function prepare() {
  programs = {solid: program(SOLID, SHADE), ground: program(FLOOR, GROUND), shadow: program(DIM, SHADOW), line: program(LINE, PLAIN)};
  shapes = data.shapes.map((each) => ({
    points: buffer(array(each.points)), normals: buffer(array(each.normals)),
    corners: buffer(array(each.corners), gl.ELEMENT_ARRAY_BUFFER), kind: each.corners[0] === "u2" ? gl.UNSIGNED_SHORT : gl.UNSIGNED_INT,
    bytes: each.corners[0] === "u2" ? 2 : 4, solid: each.solid, clear: each.clear, low: each.low, step: each.step,
  }));
  places = data.places.map(({shape, at}) => family(shapes[shape], array(at)));
  data.looks.forEach((look) => { look.family = family(shapes[look.shape], new Float32Array(0)); });
  data.lamps.family = family(shapes[data.lamps.shape], new Float32Array(0));
  marks = family(shapes[data.marks], new Float32Array(0));
  limbs = data.rigs.families.map((shape) => family(shapes[shape], new Float32Array(0), SPUN));
  crew = people ? people.shapes.map((shape) => family(shapes[shape], new Float32Array(0))) : [];
  const square = new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]);
  ground = gl.createVertexArray();
  gl.bindVertexArray(ground);
  buffer(square);
  attribute(programs.ground.at("corner"), 2, gl.FLOAT, false, 0, 0, 0);
  if (data.drawing) {
    const lines = array(data.drawing);
    drawing = {vao: gl.createVertexArray(), ends: lines.length / 2};
    gl.bindVertexArray(drawing.vao);
    buffer(lines);
    attribute(programs.line.at("at"), 2, gl.FLOAT, false, 0, 0, 0);
  }
  shadows = gl.createVertexArray();
  gl.bindVertexArray(shadows);
  buffer(array(data.shadows.points));
  attribute(programs.shadow.at("point"), 3, gl.FLOAT, false, 28, 0, 0);
  attribute(programs.shadow.at("soft"), 4, gl.FLOAT, false, 28, 12, 0);
  buffer(array(data.shadows.corners), gl.ELEMENT_ARRAY_BUFFER);
  gl.bindVertexArray(null);
}

const shares = (color) => [1, 3, 5].map((k) => parseInt(color.slice(k, k + 2), 16) / 255);
const theme = () => data.themes[dark ? "dark" : "light"];

function matrix() {
  const {back, right, up, eye} = eyeOf(camera), near = Math.max(0.05, camera.distance * 0.02), far = camera.distance * 6 + 400;
  const f = 1 / Math.tan(ANGLE / 2), aspect = canvas.width / canvas.height;
  const look = [right[0], up[0], back[0], 0, right[1], up[1], back[1], 0, right[2], up[2], back[2], 0,
                -dot(right, eye), -dot(up, eye), -dot(back, eye), 1];
  const lens = [f / aspect, 0, 0, 0, 0, f, 0, 0, 0, 0, (far + near) / (near - far), -1, 0, 0, 2 * far * near / (near - far), 0];
  return {view: product(lens, look), eye};
}

function drawFamily(each, range) {
  if (!each.count || !range[1]) return;
  gl.uniform3fv(programs.solid.to.low, each.shape.low);
  gl.uniform3fv(programs.solid.to.step, each.shape.step);
  gl.bindVertexArray(each.vao);
  gl.drawElementsInstanced(gl.TRIANGLES, range[1], each.shape.kind, range[0] * each.shape.bytes, each.count);
}

function draw(t) {
  const ratio = Math.min(devicePixelRatio || 1, 2);
  const w = Math.max(1, Math.round(canvas.clientWidth * ratio)), h = Math.max(1, Math.round(canvas.clientHeight * ratio));
  if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h; }
  const {view, eye} = matrix(), tones = theme(), behind = shares(tones.background);
  gl.viewport(0, 0, w, h);
  gl.clearColor(...behind, 1);
  gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
  // floor and shadows, without depth
  const spread = Math.max(box[2] - box[0], box[3] - box[1]), fade = Math.max(6, 0.45 * spread);
  gl.disable(gl.DEPTH_TEST);
  gl.useProgram(programs.ground.id);
  gl.uniformMatrix4fv(programs.ground.to.view, false, view);
  gl.uniform4f(programs.ground.to.extent, box[0] - fade, box[1] - fade, box[2] + fade, box[3] + fade);
  gl.uniform4f(programs.ground.to.hall, ...box);
  gl.uniform3fv(programs.ground.to.floor_, shares(tones.floor));
  gl.uniform3fv(programs.ground.to.grid, shares(tones.grid));
  gl.uniform3fv(programs.ground.to.behind, behind);
  gl.uniform1f(programs.ground.to.fade, fade);
  gl.uniform1f(programs.ground.to.edge, data.hall ? 1 : 0);
  gl.bindVertexArray(ground);
  gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  if (drawing) {
    gl.useProgram(programs.line.id);
    gl.uniformMatrix4fv(programs.line.to.view, false, view);
    gl.uniform3fv(programs.line.to.color, shares(tones.drawing));
    gl.bindVertexArray(drawing.vao);
    gl.drawArrays(gl.LINES, 0, drawing.ends);
  }
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
  gl.useProgram(programs.shadow.id);
  gl.uniformMatrix4fv(programs.shadow.to.view, false, view);
  gl.uniform3fv(programs.shadow.to.color, shares(tones.shadow));
  gl.bindVertexArray(shadows);
  gl.drawElements(gl.TRIANGLES, data.shadows.corners[2], gl.UNSIGNED_INT, 0);
  gl.disable(gl.BLEND);
  gl.enable(gl.DEPTH_TEST);
  // what stands and moves
  const palette = new Float32Array(data.palette.flatMap(([light, night, opacity]) => [...shares(dark ? night : light), opacity]));
  gl.useProgram(programs.solid.id);
  gl.uniformMatrix4fv(programs.solid.to.view, false, view);
  gl.uniform4fv(programs.solid.to.palette, palette);
  gl.uniform3fv(programs.solid.to.key, unit([-0.45, -0.75, 1.0]));
  gl.uniform1f(programs.solid.to.ambient, dark ? 0.26 : 0.37);
  gl.uniform3fv(programs.solid.to.eye, eye);
  gl.vertexAttrib4f(programs.solid.at("spin"), 0, 0, 0, 1);
  fill(t);
  const moving = [...data.looks.map((look) => look.family), ...limbs, ...crew];
  for (const each of [...places, ...moving, data.lamps.family, marks]) drawFamily(each, each.shape.solid);
  gl.enable(gl.BLEND);
  gl.depthMask(false);
  for (const each of [...places, ...limbs]) drawFamily(each, each.shape.clear);
  gl.depthMask(true);
  gl.disable(gl.BLEND);
  gl.bindVertexArray(null);
  label(view, t, w / ratio, h / ratio);
}

/** Write where parts, lamps and marks are now into their buffers. */
function fill(t) {
  const rows = data.looks.map(() => []), pose = new Float64Array(WIDE);
  const last = below(starts, 0, count, t);
  for (let k = 0; k <= last; k++) {
    const track = order[k];
    if (!poseAt(track, t, pose)) continue;
    glide(track, t, pose);
    rows[looks[track]].push(pose[0], pose[1], pose[2], Math.cos(pose[3]), Math.sin(pose[3]), Math.cos(pose[4]), 1,
                            0, 0, 0, pose[4] < 0 ? -1 : 1);
  }
  fillCrew(t, rows);
  data.looks.forEach((look, number) => refill(look.family, new Float32Array(rows[number])));
  fillLimbs(t);
  const lit = [];
  for (const station of stations) {
    const segment = data.states[stateAt(station, t)].segment;
    if (station.stack && segment >= 0) {
      const [x, y, z] = station.stack;
      lit.push(x, y, z + segment * data.lamps.pitch, 1, 0, 1, 1, ...shares(data.lamps.colors[segment]), 2);
    }
  }
  refill(data.lamps.family, new Float32Array(lit));
  refill(marks, new Float32Array(data.belts.flatMap((belt) => marksOf(belt, t))));
}

/** Write where people are, and what they carry into the rows of its look. */
function fillCrew(t, rows) {
  if (!people) return;
  const figures = [[], []], pose = new Float64Array(WIDE);
  people.each.forEach((person, number) => {
    if (!poseAt(number, t, pose, people)) return;
    const [x, y, z, yaw] = pose, c = Math.cos(yaw), s = Math.sin(yaw);
    figures[within(person.works, t) ? 1 : 0].push(x, y, z, c, s, 1, 1, 0, 0, 0, 1);
    for (const [look, spans] of person.carries) if (within(spans, t)) {
      const [ahead, , up] = people.before[look];
      rows[look].push(x + ahead * c, y + ahead * s, z + up, c, s, 1, 1, 0, 0, 0, 1);
    }
  });
  crew.forEach((each, number) => refill(each, new Float32Array(figures[number])));
}

/** Write where joints bring what hangs on them. */
function fillLimbs(t) {
  const rows = limbs.map(() => []);
  for (const rig of rigs) {
    const now = placed(rig, t), start = rig.row.slice(0, 3);
    for (const [joint, hung] of rig.limbs) {
      const {turn, move} = now[joint], at = rotated(turn, start);
      rows[hung].push(...at.map((v, k) => v + move[k]), ...rig.row.slice(3), 0, 0, 0, 1, ...turn);
    }
  }
  limbs.forEach((each, number) => refill(each, new Float32Array(rows[number])));
}

/** The arrow heads on a belt, carried as far as it has run. */
function marksOf(belt, t) {
  const row = Math.max(0, below(belt.times, 0, belt.times.length, t)), found = [];
  const run = belt.times.length ? belt.read[row] + belt.speeds[row] * (t - belt.times[row]) : 0;
  const length = belt.far[belt.far.length - 1];
  for (let at = ((run % data.period) + data.period) % data.period; at < length - 0.09; at += data.period) {
    if (at < 0.09) continue;
    const piece = Math.min(Math.max(below(belt.far, 0, belt.far.length, at), 0), belt.far.length - 2);
    const a = belt.path[piece], b = belt.path[piece + 1], share = (at - belt.far[piece]) / (belt.far[piece + 1] - belt.far[piece]);
    const d = minus(b, a), flat = Math.hypot(d[0], d[1]) || 1;
    found.push(a[0] + share * d[0], a[1] + share * d[1], a[2] + share * d[2] + 0.004, d[0] / flat, d[1] / flat,
               flat / Math.hypot(...d), 1, 0, 0, 0, d[2] < 0 ? -1 : 1);
  }
  return found;
}

// ---- names above stations

const signs = stations.map((station) => {
  const sign = make("button", "sign"), dotted = make("i");
  sign.append(dotted, make("span", "", station.label));
  sign.addEventListener("click", () => choose(station.id));
  sign.dotted = dotted;
  $("signs").append(sign);
  return sign;
});
let chosen = null;

function project(view, p) {
  const w = view[3] * p[0] + view[7] * p[1] + view[11] * p[2] + view[15];
  return [(view[0] * p[0] + view[4] * p[1] + view[8] * p[2] + view[12]) / w,
          (view[1] * p[0] + view[5] * p[1] + view[9] * p[2] + view[13]) / w, w];
}

function label(view, t, w, h) {
  const spots = stations.map((station, number) => ({number, at: project(view, station.crown)}));
  spots.sort((a, b) => (stations[b.number].id === chosen) - (stations[a.number].id === chosen) || a.at[2] - b.at[2]);
  const taken = [];
  for (const {number, at} of spots) {
    const sign = signs[number], station = stations[number];
    const state = data.states[stateAt(station, t)];
    const wide = sign.offsetWidth, tall = sign.offsetHeight;
    const x = Math.round((at[0] + 1) / 2 * w - wide / 2), y = Math.round((1 - at[1]) / 2 * h - tall - 6);
    const seen = station.named && at[2] > 0 && x + wide > 0 && x < w && y > 58 && y + tall < h - 76;
    const free = seen && !taken.some((o) => x < o[2] + 4 && o[0] < x + wide + 4 && y < o[3] + 3 && o[1] < y + tall + 3);
    sign.style.visibility = free ? "visible" : "hidden";
    if (!free) continue;
    taken.push([x, y, x + wide, y + tall]);
    sign.style.transform = `translate(${x}px,${y}px)`;
    sign.dotted.style.background = state[dark ? "dark" : "light"];
    sign.title = state.label;
    sign.classList.toggle("chosen", station.id === chosen);
  }
}

// ---- the panel

const rows = stations.filter((station) => station.listed).map((station) => {
  const row = make("tr"), state = make("td"), chip = make("span", "chip"), bar = make("div", "bar"), oee = make("td", "number");
  const name = make("td", "name", station.label);
  name.title = station.id;
  state.append(chip, bar);
  oee.textContent = station.oee === null ? "–" : `${Math.round(100 * station.oee)} %`;
  const done = make("td", "number", station.completed);
  row.append(name, state, done, oee);
  row.tabIndex = 0;
  row.addEventListener("click", () => choose(station.id));
  row.addEventListener("keydown", (event) => { if (event.key === "Enter") choose(station.id); });
  $("stations").append(row);
  return {station, row, chip, bar, parts: data.states.map((s) => { const part = make("i"); part.title = s.label; bar.append(part); return part; })};
});

function choose(id) {
  chosen = chosen === id ? null : id;
  for (const {station, row} of rows) row.classList.toggle("chosen", station.id === chosen);
  strip();
  restless = true;
}

function tell(t) {
  $("clock").textContent = clock(data.start + t);
  $("inside").textContent = inside(t);
  if (data.countsOut) $("out").textContent = below(out, 0, out.length, t) + 1;
  for (const {station, chip, parts} of rows) {
    const state = data.states[stateAt(station, t)], now = sharesAt(station, t);
    chip.textContent = state.label;
    chip.style.setProperty("--tone", state[dark ? "dark" : "light"]);
    parts.forEach((part, number) => {
      part.style.width = `${(100 * now[number]).toFixed(2)}%`;
      part.style.background = data.states[number][dark ? "dark" : "light"];
    });
  }
}

function inside(t) {
  const pose = new Float64Array(WIDE);
  let found = 0;
  for (let k = below(starts, 0, count, t); k >= 0; k--) if (poseAt(order[k], t, pose)) found++;
  return found;
}

/** The states of the chosen station, or of the constraint, along the scrub bar. */
function strip() {
  const station = stations.find((each) => each.id === (chosen || data.constraint)) || stations.find((each) => each.listed);
  const found = $("strip"), g = found.getContext("2d");
  found.width = Math.max(1, found.clientWidth * (devicePixelRatio || 1));
  found.height = 6;
  g.clearRect(0, 0, found.width, 6);
  if (!station) return;
  found.title = station.label;
  const n = station.since.length;
  for (let row = -1; row < n; row++) {
    const a = row < 0 ? 0 : station.since[row], b = row + 1 < n ? station.since[row + 1] : data.duration;
    g.fillStyle = data.states[row < 0 ? data.starved : station.states[row]][dark ? "dark" : "light"];
    g.fillRect(a / data.duration * found.width, 0, Math.max(1, (b - a) / data.duration * found.width), 6);
  }
}

// ---- time

let now = 0, playing = false, speed = Number($("speed").value), drawn = null;

function go(t) {
  now = Math.min(Math.max(t, 0), data.duration);
  $("scrub").value = String(now);
  $("scrub").style.setProperty("--done", `${100 * now / data.duration}%`);
  $("scrub").setAttribute("aria-valuetext", clock(data.start + now));
  restless = true;
}

function play(on) {
  playing = on;
  if (on && now >= data.duration) go(0);
  $("play").classList.toggle("playing", on);
  $("play").setAttribute("aria-label", on ? "Pause" : "Play");
}

function night(on) {
  dark = on;
  document.documentElement.dataset.theme = on ? "dark" : "light";
  strip();
  restless = true;
}

function frame(stamp) {
  const passed = drawn === null ? 0 : Math.min((stamp - drawn) / 1000, 0.1);
  drawn = stamp;
  if (playing) {
    go(now + passed * speed);
    if (now >= data.duration) play(false);
  }
  if (restless) { restless = false; if (gl) draw(now); tell(now); }
  requestAnimationFrame(frame);
}

// ---- hands

function hold() {
  const fingers = new Map();
  let span = 0;
  const pan = (dx, dy) => {
    moved = true;
    const {right} = eyeOf(camera), metre = 2 * camera.distance * Math.tan(ANGLE / 2) / canvas.clientHeight;
    const ahead = [-right[1], right[0], 0], steep = Math.max(Math.sin(camera.pitch), 0.25);
    camera.target = camera.target.map((v, k) => v - right[k] * dx * metre + ahead[k] * dy * metre / steep);
  };
  const orbit = (dx, dy) => {
    moved = true;
    camera.yaw -= dx * 0.006;
    camera.pitch = Math.min(Math.max(camera.pitch + dy * 0.005, 0.05), 1.5607);
  };
  const zoom = (factor) => { moved = true; camera.distance = Math.min(Math.max(camera.distance * factor, 1), 2000); };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    span = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    const dx = event.clientX - last[0], dy = event.clientY - last[1];
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    if (fingers.size === 2) {
      const [a, b] = [...fingers.values()], wide = Math.hypot(a[0] - b[0], a[1] - b[1]);
      if (span) zoom(span / Math.max(wide, 1));
      span = wide;
      pan(dx / 2, dy / 2);
    } else if (event.buttons & 6 || event.shiftKey) pan(dx, dy);
    else orbit(dx, dy);
    restless = true;
  });
  for (const name of ["pointerup", "pointercancel"])
    canvas.addEventListener(name, (event) => { fingers.delete(event.pointerId); span = 0; });
  canvas.addEventListener("contextmenu", (event) => event.preventDefault());
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(Math.max(-240, Math.min(240, event.deltaY)) * 0.0012));
    restless = true;
  }, {passive: false});
  const keys = {
    " ": () => play(!playing), k: () => play(!playing), ArrowLeft: (shift) => go(now - (shift ? 60 : 5)),
    ArrowRight: (shift) => go(now + (shift ? 60 : 5)), Home: () => go(0), End: () => go(data.duration),
    "+": () => zoom(0.85), "=": () => zoom(0.85), "-": () => zoom(1 / 0.85), 1: () => fit("iso"), 2: () => fit("top"),
    3: () => fit("front"), t: () => night(!dark), ".": () => faster(1), ",": () => faster(-1), Escape: () => chosen && choose(chosen),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "SELECT") return;
    if (event.key === " " && event.target.tagName === "BUTTON") return;
    const work = keys[event.key];
    if (!work) return;
    event.preventDefault();
    work(event.shiftKey);
    restless = true;
  });
}

function faster(step) {
  const found = $("speed");
  found.selectedIndex = Math.min(Math.max(found.selectedIndex + step, 0), found.options.length - 1);
  speed = Number(found.value);
}

function begin() {
  document.title = data.title;
  $("title").textContent = data.title;
  $("where").textContent = data.where;
  $("good").textContent = data.figures.good;
  $("rate").textContent = data.figures.rate;
  $("lead").textContent = data.figures.lead;
  $("oee").textContent = data.figures.oee;
  $("what").textContent = data.what;
  if (!data.countsOut) { // parts leave in boxes or on carriers: nothing is counted that could be wrong
    const named = stations.find((each) => each.id === data.constraint);
    $("out").textContent = named ? named.label : "–";
    $("out-word").textContent = "constraint";
  }
  const scrub = $("scrub");
  scrub.max = String(data.duration);
  scrub.addEventListener("input", () => { go(Number(scrub.value)); });
  $("play").addEventListener("click", () => play(!playing));
  $("speed").addEventListener("change", () => { speed = Number($("speed").value); });
  $("night").addEventListener("click", () => night(!dark));
  $("fold").addEventListener("click", () => { document.body.classList.toggle("folded"); if (!moved) fit(stance); restless = true; });
  for (const view of ["iso", "top", "front"]) $(view).addEventListener("click", () => fit(view));
  addEventListener("resize", () => { strip(); if (!moved) fit(stance); restless = true; });
  hold();
  const wanted = new URLSearchParams(location.hash.slice(1));
  night(wanted.has("theme") ? wanted.get("theme") === "dark" : dark);
  if (gl) prepare(); else $("without").hidden = false;
  fit(wanted.get("view") in VIEWS ? wanted.get("view") : "iso");
  go(Number(wanted.get("t")) || 0);
  if (wanted.has("station")) choose(wanted.get("station"));
  play(wanted.has("play"));
  if (wanted.has("dump")) {
    const told = make("pre", "", JSON.stringify(wanted.get("dump").split(",").map((t) => positionsAt(Number(t)))));
    told.id = "positions";
    told.hidden = true;
    document.body.append(told);
    const joints = make("pre", "", JSON.stringify(wanted.get("dump").split(",").map((t) => jointsAt(Number(t)))));
    joints.id = "joints";
    joints.hidden = true;
    document.body.append(joints);
  }
  requestAnimationFrame(frame);
}

window.linewright = {positionsAt, jointsAt, stateAt: (id, t) => data.states[stateAt(stations.find((s) => s.id === id), t)].word, go, play, duration: data.duration};
begin();
})();
