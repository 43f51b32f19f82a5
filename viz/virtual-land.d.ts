declare module 'virtual:land' {
  /** See vite.config.ts. */
  const base64: string
  export default base64
}
