/** London and the south of England; `parse-place-list.ts` says how a list is written. */
export const southOfEngland = `
# London @london = greater london, ldn, london town
Inner London: Westminster; Shoreditch; Hackney; Camden; Islington; Southwark; Lambeth; Tower Hamlets; Canary Wharf; Greenwich; Stratford @stratford-london; King's Cross = kings cross; Brixton; Battersea; Hammersmith; Lewisham; City of London = the city of london
Outer London: Croydon; Bromley; Bexley; Romford; Ilford; Enfield; Barnet; Harrow; Uxbridge; Hounslow; Richmond upon Thames @richmond-london = richmond; Kingston upon Thames = kingston; Wimbledon; Sutton; Wembley; Ealing; Walthamstow; Twickenham
# South East @south-east = SE, the south east, south-east, south east england
Berkshire + thames-valley = berks: *Reading; Slough; Bracknell; Maidenhead; Newbury; Windsor; Wokingham; *Ascot
Buckinghamshire + thames-valley = bucks: Milton Keynes = MK; High Wycombe; Aylesbury; Amersham; Buckingham; Beaconsfield; Marlow; Bletchley; Newport Pagnell
Oxfordshire + thames-valley = oxon: Oxford; Banbury; Abingdon; Bicester; Didcot; Witney; Henley-on-Thames = henley; Harwell; Culham
East Sussex + sussex: Brighton = brighton and hove, brighton & hove; *Hove; Eastbourne; Hastings; Lewes; *Bexhill; *Rye; *Battle; Uckfield; Crowborough
West Sussex + sussex: Worthing; Crawley; Chichester; Horsham; Haywards Heath; Bognor Regis = bognor; Littlehampton; East Grinstead; Burgess Hill; Shoreham-by-Sea = shoreham; Gatwick
Surrey: Guildford; Woking; Epsom; Farnham; Camberley; Reigate; Redhill; Staines; Leatherhead; Dorking; Godalming; Egham; Esher
Kent: Canterbury; Maidstone; Dover; Folkestone; Ashford; Tunbridge Wells = royal tunbridge wells; Tonbridge; Margate; Ramsgate; Dartford; Gravesend; Sevenoaks; Swanley > london; *Deal; *Sandwich; Whitstable; Faversham; Sittingbourne; Discovery Park; Thanet
Medway + kent: Chatham; Gillingham @gillingham-kent; Rochester; Rainham
Hampshire = hants: Southampton = soton; Portsmouth = pompey; Winchester; Basingstoke; Andover; Farnborough; Fareham; Aldershot; Eastleigh; Havant; *Fleet; Petersfield; Gosport; Lymington; Alton; *Hook
Isle of Wight = IoW, isle of wight: Newport @newport-isle-of-wight; Ryde; Cowes; Sandown; Shanklin
# South West @south-west = SW, the south west, south-west, south west england, sw england
West of England + south-west = weca, west of england: Bristol = brizzle, brissol; *Bath; Keynsham; Filton; Bradley Stoke; Yate
Somerset: Taunton; Yeovil; *Wells; Glastonbury; Bridgwater; Frome; Minehead; Weston-super-Mare = weston super mare; Chard; Burnham-on-Sea; Portishead; Clevedon
Gloucestershire = glos: Gloucester; Cheltenham; Stroud; Cirencester; Tewkesbury; Dursley; Stonehouse
Wiltshire = wilts: Swindon; Salisbury; Trowbridge; Chippenham; Devizes; Marlborough; Bradford-on-Avon = bradford on avon; Corsham; Porton Down
Dorset: Bournemouth; *Poole; Weymouth; Dorchester; Christchurch; Bridport; Sherborne; Wimborne; Gillingham @gillingham-dorset; Blandford Forum
Devon: Exeter; Plymouth; Torquay; Torbay; Paignton; Barnstaple; Newton Abbot; Tiverton; Exmouth; Totnes; Bideford; Okehampton; Honiton
Cornwall = kernow: Truro; Falmouth; Penzance; Newquay; Redruth; Camborne; St Austell; Bodmin; Penryn; St Ives; *Bude; Launceston; Saltash > plymouth; Goonhilly
Isles of Scilly + cornwall = scilly
`;
