// A round point in the colour that stands for its value.
#include <common>
#include <logdepthbuf_pars_fragment>
uniform sampler2D ramp;
varying float shade;

void main() {
  vec2 middle = gl_PointCoord - 0.5;
  if (dot(middle, middle) > 0.25) discard;
  gl_FragColor = vec4(texture2D(ramp, vec2(shade * 255.0 / 256.0 + 0.5 / 256.0, 0.5)).rgb, 1.0);
  #include <logdepthbuf_fragment>
  #include <colorspace_fragment>
}
