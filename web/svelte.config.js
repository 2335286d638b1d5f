// Read by the bundler, the checker and editors alike.
export default {
  compilerOptions: { runes: true },
};
