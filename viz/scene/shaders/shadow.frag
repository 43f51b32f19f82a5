// A surface that shows most where it is seen edge-on, and fades away from the Earth.
#include <common>
#include <logdepthbuf_pars_fragment>
uniform vec3 colour;
uniform float strength;
varying vec3 facing;
varying vec3 toEye;
varying float along;

void main() {
  float edge = 1.0 - abs(dot(normalize(facing), normalize(toEye)));
  float fade = pow(1.0 - along, 1.6) * smoothstep(0.0, 0.12, along);
  // Who stands in the surface or near it looks through.
  fade *= smoothstep(1000.0, 9000.0, length(toEye));
  gl_FragColor = vec4(colour * strength * fade * (0.05 + 0.95 * pow(edge, 6.0)), 1.0);
  #include <logdepthbuf_fragment>
  #include <colorspace_fragment>
}
