/** A word of a question that stands for things found already. */
export const placeholder = 'thatonething';
