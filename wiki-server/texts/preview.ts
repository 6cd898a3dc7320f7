export const previewTexts = {
  in: (teams: string) => `in ${teams}`,
  ownedBy: (owners: string) => `owned by ${owners}`,
};
