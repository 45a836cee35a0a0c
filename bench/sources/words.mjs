const NOUNS =
  'account invoice message order customer project ticket member session workspace report event channel folder document payment profile setting template comment'.split(
    ' ',
  );
const VERBS =
  'load save update archive list sync render check merge format validate parse collect notify schedule'.split(' ');
const FIELDS =
  'id name email status createdAt updatedAt ownerId total currency title body priority tags locale timezone version source target enabled attempts'.split(
    ' ',
  );

export const nounOf = (random) => random.pick(NOUNS);
export const verbOf = (random) => random.pick(VERBS);
export const fieldsOf = (random, count) => {
  const found = new Set();
  while (found.size < count) found.add(random.pick(FIELDS));
  return [...found];
};
export const capital = (word) => word[0].toUpperCase() + word.slice(1);
