/** Words after which what follows is denied. */
export const denials = new Set(
  'no not never none nobody nothing neither nor without nowhere hardly nope nah noone zero rather instead'.split(' '),
);
/** Where a denial ends. */
export const denialEnds = new Set('but and because although though however only just except so since'.split(' '));
/** How far a denial reaches, in words. */
export const denialReach = 5;
/** Words of somebody who isn't sure. */
export const hedges = new Set(
  'maybe perhaps probably possibly might may think believe guess suppose hopefully hope should presumably likely roughly unsure certain seem seems reckon apparently supposedly somewhere somehow fear suspect doubt could chance imagine afaik iirc'.split(
    ' ',
  ),
);
/** Words of what isn't so, or isn't so yet. */
export const suppositions = new Set(
  'if suppose supposing assuming imagine would were ever hypothetically theoretically theory case should when whenever once before until say event plan unless'.split(
    ' ',
  ),
);
/** Words of what was and is over. */
export const bygones = new Set(
  'found again back turned recovered restored solved sorted resolved fixed already ago once used previously former formerly earlier eventually anyway meanwhile'.split(
    ' ',
  ),
);
/** Words that agree. */
export const agreements = new Set(
  'yes yep yeah yup aye sure certainly absolutely indeed correct right ok okay fine'.split(' '),
);
/** "dont", "isnt" as phones write them, with the apostrophe left out. */
export const bareContraction = /\b(do|does|did|is|was|are|were|have|has|had|could|would|should|must|need|ai)nt\b/g;
