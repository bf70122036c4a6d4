//! How texts are compared in a search: without regard to accents or case (rule 9).

/// Lower case, without the accents of Portuguese, Spanish and other Latin letters.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter_map(base_letter).collect()
}

/// The letter without its mark; nothing for a combining mark itself.
fn base_letter(c: char) -> Option<char> {
    Some(match c {
        '\u{0300}'..='\u{036F}' => return None,
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joao_finds_joao_with_accents() {
        assert_eq!(fold("JOÃO"), fold("joao"));
        assert_eq!(fold("Joa\u{0303}o"), "joao");
    }
}
