### What cannot be sent any more.

title = Texts that were not sent
title-lost = What was not sent
explained = They cannot be sent any more. Copy what you still need: once erased, they are gone.
unreadable = Something that waited to be sent could not be read and is lost.
voice = A voice message was not sent and was erased: you no longer have access to the conversation.
later = See later
forget = I have copied them, erase
understood = I understand
