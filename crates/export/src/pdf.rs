//! Blocks as PDF.

use conversas_words::history as t;
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, TextStr};

use self::font::Fonts;
use self::page::{HEIGHT, Layout, WIDTH};
use crate::History;
use crate::blocks::Block;

mod font;
mod page;

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const INFO: Ref = Ref::new(3);
/// The first number free for the references of fonts and pages.
const FIRST_FREE: i32 = 4;

pub(crate) fn file(blocks: &[Block], history: &History<'_>) -> Vec<u8> {
    let title = format!("{} · {}", history.detail.student, history.detail.channel);
    let mut layout = Layout::new(Fonts::new());
    for block in blocks {
        layout.add(block);
    }
    let lacking = layout.fonts.lacking();
    if lacking > 0 {
        layout.add(&Block::Remark(t::not_shown(history.language, lacking)));
    }
    let (contents, fonts) = layout.finish(&format!("{} · {title}", history.school));
    let mut next = Ref::new(FIRST_FREE);
    let mut pdf = Pdf::new();
    pdf.catalog(CATALOG).pages(PAGES).lang(TextStr(history.language.code()));
    pdf.document_info(INFO).title(TextStr(&title)).creator(TextStr("Conversas"));
    let used = fonts.write(&mut pdf, &mut next);
    let pages: Vec<_> = contents.iter().map(|_| (next.bump(), next.bump())).collect();
    let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
    pdf.pages(PAGES).kids(pages.iter().map(|(page, _)| *page)).count(count);
    for ((page_id, content_id), content) in pages.into_iter().zip(contents) {
        let mut page = pdf.page(page_id);
        page.parent(PAGES).media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).contents(content_id);
        let mut resources = page.resources();
        let mut names = resources.fonts();
        for (name, font) in &used {
            names.pair(Name(name), *font);
        }
        names.finish();
        resources.finish();
        page.finish();
        let packed = packed(&content);
        pdf.stream(content_id, &packed).filter(Filter::FlateDecode);
    }
    pdf.finish()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(bytes, 6)
}
