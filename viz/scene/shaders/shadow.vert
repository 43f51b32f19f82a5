#include <common>
#include <logdepthbuf_pars_vertex>
uniform float reach;
varying vec3 facing;
varying vec3 toEye;
varying float along;

void main() {
  vec4 seen = modelViewMatrix * vec4(position, 1.0);
  facing = normalize(mat3(modelViewMatrix) * normal);
  toEye = -seen.xyz;
  along = position.z / reach;
  gl_Position = projectionMatrix * seen;
  #include <logdepthbuf_vertex>
}
