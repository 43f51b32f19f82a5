// The ground: sea and land by day, twilight and night. Colours are ours; no picture of the Earth is used.
#include <common>
#include <logdepthbuf_pars_fragment>
uniform sampler2D land;
uniform vec3 sun;
uniform vec3 eye;
uniform float gmst;
uniform float polar; // polar radius over equatorial
varying vec3 place;

const vec3 SEA = vec3(0.008, 0.040, 0.105);
const vec3 LAND = vec3(0.115, 0.125, 0.070);
const vec3 HAZE = vec3(0.260, 0.480, 0.850);
const vec3 DUSK = vec3(0.900, 0.420, 0.180);
const vec3 NIGHT_SEA = vec3(0.0020, 0.0045, 0.0110);
const vec3 NIGHT_LAND = vec3(0.0070, 0.0090, 0.0140);

// Share of land here. At the seam of the map the derivatives jump; those of the map turned half round do not.
float landHere(vec3 up) {
  float lon = atan(place.y, place.x) - gmst;
  float u = fract(lon / (2.0 * PI) + 0.5);
  float turned = fract(u + 0.5) - 0.5;
  u = fwidth(u) < fwidth(turned) + 1e-6 ? u : turned;
  return texture2D(land, vec2(u, asin(clamp(up.z, -1.0, 1.0)) / PI + 0.5)).r;
}

// Daylight by the Sun's elevation, deg: its sine by day, then civil, nautical and astronomical twilight to nothing at -18.
float daylight(float elevation) {
  float day = pow(max(sin(radians(elevation)), 0.0), 0.7);
  float civil = smoothstep(-6.0, 4.0, elevation);
  float nautical = smoothstep(-12.0, -3.0, elevation);
  float astronomical = smoothstep(-18.0, -8.0, elevation);
  return 0.80 * day + 0.13 * civil + 0.045 * nautical + 0.025 * astronomical;
}

void main() {
  vec3 up = normalize(vec3(place.xy, place.z / (polar * polar)));
  vec3 toEye = normalize(eye - place);
  float elevation = degrees(asin(clamp(dot(up, sun), -1.0, 1.0)));
  float isLand = landHere(up);
  float light = daylight(elevation);
  float dusk = exp(-pow((elevation + 1.0) / 5.0, 2.0));
  vec3 tint = mix(vec3(1.0), DUSK * 1.4, 0.55 * dusk);
  vec3 colour = mix(SEA, LAND, isLand) * 2.1 * light * tint + mix(NIGHT_SEA, NIGHT_LAND, isLand);
  // The Sun's image in a rough sea.
  vec3 between = normalize(sun + toEye);
  float glint = (1.0 - isLand) * smoothstep(0.0, 8.0, elevation) * pow(max(dot(up, between), 0.0), 90.0);
  colour += vec3(1.0, 0.93, 0.78) * 0.09 * glint;
  // More air where the view slants.
  float slant = pow(1.0 - max(dot(up, toEye), 0.0), 3.0);
  colour = mix(colour, HAZE * light * mix(vec3(1.0), DUSK * 1.6, 0.5 * dusk), 0.62 * slant * min(1.0, 3.0 * light));
  gl_FragColor = vec4(colour, 1.0);
  #include <logdepthbuf_fragment>
  #include <colorspace_fragment>
}
