// Satellites as points, each on the cubic through the places and velocities of two knots, its colour between two rows.
#include <common>
#include <logdepthbuf_pars_vertex>
attribute vec3 to;       // place at the second knot, km; `position` is that of the first
attribute vec3 speed;    // km/s, at both
attribute vec3 toSpeed;
attribute float value;   // the byte that gives the colour, 0 to 1, at both rows
attribute float toValue;
attribute float begins;  // s
uniform float between;   // from the first knot (0) to the second (1)
uniform float mixed;     // from the first row to the second
uniform float knot;      // s from knot to knot
uniform float time;      // s
uniform vec3 focus;      // km, drawn at the origin
uniform float size;      // px
varying float shade;

void main() {
  vec3 lean = speed * knot;
  vec3 toLean = toSpeed * knot;
  vec3 way = to - position;
  vec3 place = position + between * (lean + between * (3.0 * way - 2.0 * lean - toLean + between * (lean + toLean - 2.0 * way)));
  shade = mix(value, toValue, mixed);
  bool there = time >= begins && dot(position, position) > 0.0 && dot(to, to) > 0.0;
  gl_Position = there ? projectionMatrix * viewMatrix * vec4(place - focus, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
  gl_PointSize = size;
  #include <logdepthbuf_vertex>
}
