/** What a command cannot do, and the person who typed it can mend. Anything else that is thrown is a fault of ours. */
export class Refusal extends Error {}
