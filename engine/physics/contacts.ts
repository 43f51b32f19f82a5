export type ContactKind = 'penumbra-start' | 'umbra-start' | 'umbra-end' | 'penumbra-end'
