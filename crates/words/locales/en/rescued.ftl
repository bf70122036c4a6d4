### Words that cannot be sent any more.

title = Texts that were not sent
explained = They cannot be sent any more. Copy what you still need: once erased, they are gone.
later = See later
forget = I have copied them, erase
