//! A declaration on one page of paper, as PDF.

const LINES: &[(u32, &str)] = &[
    (18, "Colégio Serra do Sabiá"),
    (11, "Rua das Palmeiras, 210"),
    (11, ""),
    (15, "Declaração de matrícula"),
    (11, ""),
    (11, "Declaramos, para os devidos fins, que Theo Prado está regularmente"),
    (11, "matriculado no 4º ano B do Ensino Fundamental, turno da manhã,"),
    (11, "neste ano letivo, com frequência regular."),
    (11, ""),
    (11, "Por ser verdade, firmamos a presente declaração."),
    (11, ""),
    (11, ""),
    (11, "Ana Lopes"),
    (11, "Secretaria Escolar"),
];

/// Makes the file.
pub(super) fn declaration() -> Vec<u8> {
    let content = content();
    let objects: [Vec<u8>; 5] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
          /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_vec(),
        [format!("<< /Length {} >>\nstream\n", content.len()).into_bytes(), content, b"\nendstream".to_vec()]
            .concat(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    let mut file = b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n").into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    let count = objects.len() + 1;
    file.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").into_bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    file.extend(
        format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").into_bytes(),
    );
    file
}

fn content() -> Vec<u8> {
    let mut content = b"BT\n72 760 Td\n".to_vec();
    for (size, line) in LINES {
        content.extend(format!("/F1 {size} Tf\n(").into_bytes());
        // The font's encoding has one byte for each letter of Portuguese: the letter's number in Unicode.
        content.extend(line.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')));
        content.extend(format!(") Tj\n0 -{} Td\n", size * 2).into_bytes());
    }
    content.extend(b"ET");
    content
}
