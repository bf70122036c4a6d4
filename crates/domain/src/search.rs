//! How texts are compared in a search: without regard to accents or case (rule 9).

/// Lower case, without the accents of Portuguese, Spanish and other Latin letters.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter_map(base_letter).collect()
}

/// The letter without its mark; nothing for a combining mark itself. Letters that are not a base and a mark (ł, ø, ß)
/// stay, as in the store's full-text index.
fn base_letter(c: char) -> Option<char> {
    Some(match c {
        '\u{0300}'..='\u{036F}' => return None,
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẽ' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' => 'h',
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joao_finds_joao_with_accents() {
        assert_eq!(fold("JOÃO"), "joao");
        assert_eq!(fold("Joa\u{0303}o"), "joao");
    }

    #[test]
    fn names_from_elsewhere_are_found_without_their_marks() {
        assert_eq!(fold("Núñez Dvořák Şahin Kovačević Gałązka"), "nunez dvorak sahin kovacevic gałazka");
    }

    #[test]
    fn what_has_no_accent_stays_as_it_is() {
        assert_eq!(fold("4º ano B, sala 12 🙂"), "4º ano b, sala 12 🙂");
    }

    #[test]
    fn folding_twice_is_folding_once() {
        let once = fold("Ação ÍNDIO İstanbul Ñandú");
        assert_eq!(fold(&once), once);
    }
}
