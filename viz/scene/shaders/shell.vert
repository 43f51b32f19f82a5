// A shell round the Earth. The fragments get their place from the Earth's centre, km, along the axes of TEME.
#include <common>
#include <logdepthbuf_pars_vertex>
varying vec3 place;

void main() {
  place = mat3(modelMatrix) * position;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
  #include <logdepthbuf_vertex>
}
