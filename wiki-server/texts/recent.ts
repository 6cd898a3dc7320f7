export const recentTexts = { title: 'Recent changes', none: 'Nothing has changed yet.' };
