use super::super::super::FileType;
use super::*;

const WORD: &str = r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#;

/// Makes an archive of these members, packed or not.
fn archive(members: &[(&str, Vec<u8>)], is_packed: bool) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    let short = |number: usize| u16::try_from(number).unwrap().to_le_bytes();
    let long = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    for (name, content) in members {
        let packed = match is_packed {
            true => miniz_oxide::deflate::compress_to_vec(content, 6),
            false => content.clone(),
        };
        let at = bytes.len();
        let method = short(if is_packed { 8 } else { 0 });
        let about =
            [&method[..], &[0; 8], &long(packed.len()), &long(content.len()), &short(name.len()), &[0; 2]];
        let about = about.concat();
        bytes.extend([&b"PK\x03\x04\x14\0\0\0"[..], &about, name.as_bytes(), &packed].concat());
        directory.extend(
            [&b"PK\x01\x02\x14\0\x14\0\0\0"[..], &about, &[0; 10], &long(at), name.as_bytes()].concat(),
        );
    }
    let (size, start) = (long(directory.len()), long(bytes.len()));
    bytes.extend([&directory[..], b"PK\x05\x06", &[0; 8], &size, &start, &[0; 2]].concat());
    bytes
}

/// Makes a document of Word with these words about its parts, and with one more part.
fn document(types: &str, part: &str) -> Vec<(&'static str, Vec<u8>)> {
    let part: &'static str = part.to_owned().leak();
    vec![
        ("[Content_Types].xml", format!("<Types>{WORD}{types}</Types>").into_bytes()),
        ("word/document.xml", b"<w:document/>".to_vec()),
        (part, b"x".to_vec()),
    ]
}

fn kind(bytes: &[u8], name: &str) -> Result<FileType, Rejection> {
    FileType::of(bytes, name)
}

#[test]
fn macros_are_found_whatever_their_part_is_called_and_however_it_is_told() {
    let part = |word: &str| format!(r#"<Override PartName="/word/x.bin" ContentType="application/{word}"/>"#);
    for is_packed in [false, true] {
        let made = |types: &str, name: &str| kind(&archive(&document(types, name), is_packed), "ata.docx");
        assert_eq!(made("", "word/styles.xml"), Ok(FileType::Docx));
        for (types, name) in [
            ("", "word/vbaProject.bin"),
            ("", "word\\VBAPROJECT.BIN"),
            ("", "other/vbaProject.bin"),
            (&*part("vnd.ms-office.vbaProject"), "word/x.bin"),
            (&*part("vnd.ms-word.document.macroEnabled.main+xml"), "word/x.bin"),
            (&*part("vnd.ms-office.VBAPROJECT"), "word/x.bin"),
        ] {
            assert_eq!(made(types, name), Err(Rejection::FileHasMacros), "{types} {name}");
        }
        assert_eq!(made(&part("&#118;nd.ms-office.vba"), "word/x.bin"), Err(Rejection::FileBroken));
        let mut wide = document(&part("vnd.ms-office.vbaProject"), "word/x.bin");
        wide[0].1 = wide[0].1.iter().flat_map(|byte| [*byte, 0]).collect();
        assert_eq!(kind(&archive(&wide, is_packed), "ata.docx"), Err(Rejection::FileHasMacros));
    }
}

#[test]
fn a_document_with_two_lists_of_contents_is_broken_and_neither_is_unpacked() {
    let whole = document("", "word/styles.xml");
    let mut telling = document("vnd.ms-office.vbaProject", "word/styles.xml");
    telling[0].0 = "[CONTENT_TYPES].XML";
    for second in [whole[0].clone(), telling[0].clone()] {
        for members in
            [[vec![second.clone()], whole.clone()].concat(), [whole.clone(), vec![second]].concat()]
        {
            assert_eq!(kind(&archive(&members, true), "ata.docx"), Err(Rejection::FileBroken));
        }
    }
}

#[test]
fn a_document_of_which_not_all_can_be_read_is_broken_and_an_archive_is_one() {
    let whole = archive(&document("", "word/styles.xml"), true);
    let end = whole.len() - 22;
    let mut hidden = whole.clone();
    hidden[end] = b'X';
    let mut other_way = whole.clone();
    other_way[8] = 12;
    let directory = other_way.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    other_way[directory + 10] = 12;
    let many: Vec<_> = (0..12_000)
        .map(|number| (&*format!("word/{number:0>80}.xml").leak(), Vec::new()))
        .chain([("word/vbaProject.bin", b"x".to_vec())])
        .collect();
    let long = archive(&[document("", "word/a.xml"), many.clone()].concat(), false);
    for (bytes, what) in
        [(&whole[..end], "cut"), (&hidden, "hidden"), (&other_way, "packed"), (&long, "long")]
    {
        assert_eq!(kind(bytes, "ata.docx"), Err(Rejection::FileBroken), "{what}");
    }
    for name in ["notas.xlsx", "ata.odt", "livro.epub", "Aula.key"] {
        assert_eq!(kind(&hidden, name), Err(Rejection::FileBroken), "{name}");
    }
    for bytes in [&hidden, &archive(&many, false)] {
        assert_eq!(kind(bytes, "fotos.zip"), Ok(FileType::Zip));
        assert_eq!(kind(bytes, "foto.jpg"), Err(Rejection::FileKindFalse));
    }
}
