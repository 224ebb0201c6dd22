const COINS =
  'acx ada ant ape apt asr ata atm axs bal band bts clore cos cow cro dai dar ela ena eos flow gal kaia kava land mav mdx mina mob pol prime rlc rsr sand scrt trx uma wax win yfi'

/** Well-known coins whose ticker is one letter from a word of the language, and no slip of the finger: apt is no apo. */
export const COINS_LIKE_NAMES: ReadonlySet<string> = new Set(COINS.split(' '))
