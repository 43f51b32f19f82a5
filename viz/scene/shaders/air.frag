// The air seen against space: brightest at the limb, lit where the Sun is up at the point the view passes lowest.
#include <common>
#include <logdepthbuf_pars_fragment>
uniform vec3 sun;
uniform vec3 eye;
uniform float ground; // equatorial radius, km
uniform float height; // of the shell over it, km
varying vec3 place;

void main() {
  vec3 along = normalize(place - eye);
  vec3 lowest = eye - along * dot(eye, along);
  float above = (length(lowest) - ground) / height;
  vec3 up = normalize(lowest);
  float elevation = degrees(asin(clamp(dot(up, sun), -1.0, 1.0)));
  float light = smoothstep(-14.0, 10.0, elevation);
  float dusk = exp(-pow((elevation + 3.0) / 6.0, 2.0));
  float thickness = exp(-3.2 * max(above, 0.0)) * smoothstep(1.0, 0.6, above);
  vec3 colour = mix(vec3(0.25, 0.52, 1.0), vec3(1.0, 0.50, 0.22), 0.6 * dusk * (1.0 - 0.6 * max(above, 0.0)));
  gl_FragColor = vec4(colour * light * thickness * 0.9, 1.0);
  #include <logdepthbuf_fragment>
  #include <colorspace_fragment>
}
