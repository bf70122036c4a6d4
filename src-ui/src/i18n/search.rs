//! Search: over everything, and within a conversation.

conversas_words::speak!(search, super::language);

/// "3 conversas, 12 mensagens", for screen readers.
pub(crate) fn counted(conversations: usize, messages: usize, more: bool) -> String {
    if more { found_more(conversations, messages) } else { found(conversations, messages) }
}

/// "3 de 12".
pub(crate) fn place(at: usize, of: usize, more: bool) -> String {
    if more { place_of_more(at, of) } else { place_of(at, of) }
}
