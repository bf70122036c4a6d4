#!/usr/bin/env python3
"""Makes the files of this folder anew, with the programs that people make such files with, and their manifest.

Needs: LibreOffice (writer, calc, impress), ffmpeg, ImageMagick, heif-enc, avifenc, exiftool, lame, opusenc, espeak-ng, sox,
zip, 7zz, qpdf, gs; and for Python msoffcrypto-tool, python-docx, openpyxl, python-pptx, xlwt, pypdf, reportlab, icalendar,
vobject. Say with PYTHON which Python has them, if it is not this one. Bytes differ from run to run; kinds do not.
"""
import io, os, shutil, struct, subprocess, sys, tempfile, zipfile, email.message, pathlib

HERE = pathlib.Path(__file__).parent
OUT = HERE / "kinds"
shutil.rmtree(OUT, ignore_errors=True)
OUT.mkdir()
T = pathlib.Path(tempfile.mkdtemp())
ROWS = []


def run(*words, **more):
    subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)


def row(name, found, how, sent=None):
    """`found`: the type that the content has, or "!" and why it is refused. `sent`: the type that goes, if it is another."""
    assert (OUT / name).stat().st_size > 0 or found == "!file_empty", name
    ROWS.append((name, found, sent or found, how))


def put(name, content, found, how, sent=None):
    (OUT / name).write_bytes(content)
    row(name, found, how, sent)


def copy(frm, to, found, how, sent=None):
    put(to, (OUT / frm).read_bytes(), found, how, sent)


# --- Office -----------------------------------------------------------------------------------------------------------
def office(source, target, found, how="LibreOffice", name=None, options=""):
    out = T / "office"
    out.mkdir(exist_ok=True)
    for old in out.iterdir():
        old.unlink()
    kind = target + (":" + options if options else "")
    run("soffice", f"-env:UserInstallation=file://{T}/profile", "--headless", "--convert-to", kind, "--outdir", out, source)
    made = next(out.iterdir())
    put(name or f"ata-libreoffice.{target}", made.read_bytes(), found, how)


(T / "ata.txt").write_text("Ata da reunião de pais\nSão José, 5 de março\n", "utf-8")
(T / "notas.csv").write_text("aluno;nota\nJoão;9,5\nÂngela;8\n", "utf-8")
text, table = T / "ata.txt", T / "notas.csv"
for target, found in [("odt", "odt"), ("ott", "odt"), ("docx", "docx"), ("doc", "doc"), ("rtf", "rtf"), ("pdf", "pdf"), ("epub", "epub")]:
    office(text, target, found)
for target, found in [("ods", "ods"), ("xlsx", "xlsx"), ("xls", "xls"), ("csv", "csv")]:
    office(table, target, found, name=f"notas-libreoffice.{target}")
office(table, "csv", "csv", "LibreOffice, Windows-1252", "notas-1252.csv", "Text - txt - csv (StarCalc):59,34,1")
office(table, "csv", "csv", "LibreOffice, UTF-16", "notas-utf16.csv", "Text - txt - csv (StarCalc):59,34,65535")
office(text, "docx", "docx", "LibreOffice, as Word 2007", "ata-word2007.docx", "MS Word 2007 XML")
office(text, "dotx", "docx", "LibreOffice, a template", "modelo.dotx", "MS Word 2007 XML Template")

import docx, openpyxl, pptx, xlwt, msoffcrypto  # noqa: E402
from msoffcrypto.format.ooxml import OOXMLFile  # noqa: E402

document = docx.Document()
document.add_paragraph("Autorização de saída")
document.save(OUT / "autorizacao.docx")
row("autorizacao.docx", "docx", "python-docx")
book = openpyxl.Workbook()
book.active["A1"] = "Mensalidade"
book.save(OUT / "mensalidades.xlsx")
row("mensalidades.xlsx", "xlsx", "openpyxl")
book.template = True
book.save(OUT / "modelo.xltx")
row("modelo.xltx", "xlsx", "openpyxl, a template")
show = pptx.Presentation()
show.slides.add_slide(show.slide_layouts[6])
show.save(OUT / "aula.pptx")
row("aula.pptx", "pptx", "python-pptx")
copy("aula.pptx", "aula.ppsx", "pptx", "python-pptx, as a show")
old = xlwt.Workbook()
old.add_sheet("Notas").write(0, 0, "9,5")
old.save(str(OUT / "notas-antigas.xls"))
row("notas-antigas.xls", "xls", "xlwt")
for target, found in [("odp", "odp"), ("ppt", "ppt")]:
    office(OUT / "aula.pptx", target, found, name=f"aula-libreoffice.{target}")


def protect(frm, to, found):
    with open(OUT / frm, "rb") as source, open(OUT / to, "wb") as target:
        OOXMLFile(source).encrypt("senha", target)
    row(to, found, "msoffcrypto-tool: protected with a password")


protect("autorizacao.docx", "laudo-com-senha.docx", "docx")
protect("mensalidades.xlsx", "salarios-com-senha.xlsx", "xlsx")
protect("aula.pptx", "prova-com-senha.pptx", "pptx")


def with_macros(frm, to, folder):
    shutil.copy(OUT / frm, OUT / to)
    with zipfile.ZipFile(OUT / to, "a") as archive:
        archive.writestr(f"{folder}/vbaProject.bin", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 a project")
    row(to, "!file_has_macros", "with a project of macros")


with_macros("mensalidades.xlsx", "calculo.xlsm", "xl")
with_macros("mensalidades.xlsx", "calculo-renomeado.xlsx", "xl")
with_macros("autorizacao.docx", "carta.docm", "word")
with_macros("aula.pptx", "aula.pptm", "ppt")


def compound(names):
    """The smallest compound file with these names in its directory: one table sector, and directory sectors."""
    entries = b""
    for place, name in enumerate(["Root Entry"] + names):
        wide = name.encode("utf-16-le")
        kind = 5 if place == 0 else 2
        tail = struct.pack("<HBBIII", len(wide) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, 1 if place == 0 and names else 0xFFFFFFFF)
        entries += wide.ljust(64, b"\0") + tail.ljust(64, b"\0")
    entries = entries.ljust(-(-len(entries) // 512) * 512, b"\0")
    sectors = len(entries) // 512
    table = [0xFFFFFFFD] + [n + 2 for n in range(sectors - 1)] + [0xFFFFFFFE]
    table = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xFF")
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", 0).ljust(436, b"\xFF")
    return head + table + entries


put("recado-outlook.msg", compound(["__nameid_version1.0", "__properties_version1.0"]), "msg", "by hand: a directory as Outlook's")
put("planilha-com-macro.xls", compound(["Workbook", "_VBA_PROJECT_CUR", "VBA", "dir", "_VBA_PROJECT"]), "!file_has_macros", "by hand: a directory as Excel's")
put("instalador.doc", compound(["!_StringPool", "!_Tables"]), "!file_kind_false", "by hand: an installer's directory")
copy("ata-libreoffice.rtf", "ata-rtf-chamada.doc", "rtf", "rich text under the name of a document, as many programs do")
copy("ata-libreoffice.docx", "ata-nova-chamada.doc", "docx", "a new document under an old ending")
copy("ata-libreoffice.docx", "ata-como.zip", "zip", "a document is an archive")
for name, inside in [("Redacao.pages", "Index/Document.iwa"), ("Notas.numbers", "Index/Tables/DataList.iwa"), ("Aula.key", "Index/Slide-1.iwa")]:
    with zipfile.ZipFile(OUT / name, "w") as archive:
        archive.writestr(inside, b"\0\x05\0\0 an archive of Apple's")
        archive.writestr("preview.jpg", b"\xFF\xD8\xFF\xE0")
    row(name, {"pages": "pages", "numbers": "numbers", "key": "keynote"}[name.split(".")[1]], "by hand: the names of Apple's programs")

# --- PDF --------------------------------------------------------------------------------------------------------------
from reportlab.pdfgen import canvas  # noqa: E402

paper = canvas.Canvas(str(OUT / "boleto.pdf"))
paper.drawString(72, 700, "Boleto")
paper.save()
row("boleto.pdf", "pdf", "reportlab")
run("qpdf", "--encrypt", "senha", "dona", "256", "--", OUT / "boleto.pdf", OUT / "boleto-com-senha.pdf")
row("boleto-com-senha.pdf", "pdf", "qpdf: protected with a password")
run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-sOutputFile={OUT / 'historico.pdf'}", OUT / "boleto.pdf")
row("historico.pdf", "pdf", "Ghostscript")
put("impresso.pdf", b"\r\n" + (OUT / "boleto.pdf").read_bytes(), "pdf", "an empty line before it, as some printers write")
copy("boleto.pdf", "Boleto de marco", "pdf", "a name without an ending")

# --- Texts ------------------------------------------------------------------------------------------------------------
WORDS = "Olá, família. – “Reunião” às 18h, € 25 por criança; Março/Abril\r\n"
put("recado-utf8.txt", WORDS.encode("utf-8"), "text", "UTF-8")
put("recado-bom.txt", b"\xEF\xBB\xBF" + WORDS.encode("utf-8"), "text", "UTF-8 with a byte order mark, as the Notepad")
put("recado-1252.txt", WORDS.encode("cp1252"), "text", "Windows-1252")
put("recado-latin1.txt", "Olá, família: reunião às 18h\n".encode("latin-1"), "text", "Latin-1")
put("recado-dos.txt", "Olá, família: AÇÃO É\r\n".encode("cp850") + b"\x1A", "text", "code page 850, with the mark of DOS at its end")
put("recado-mac.txt", "Olá, família – ação\r".encode("mac_roman"), "text", "Mac Roman")
put("recado-utf16le.txt", b"\xFF\xFE" + WORDS.encode("utf-16-le"), "text", "UTF-16, as the Notepad's “Unicode”")
put("recado-utf16be.txt", b"\xFE\xFF" + WORDS.encode("utf-16-be"), "text", "UTF-16, the other way round")
put("bmw.txt", b"BMW e MZ sao marcas de motos.\n", "text", "begins as a picture does")
put("pagina.txt", b"<!DOCTYPE html><p>Oi", "text", "markup under the name of a text, which nothing runs")
put("notas.tsv", "aluno\tnota\nJoão\t9\n".encode("cp1252"), "csv", "a table with tabs")
put("leia.md", "# Aviso\n".encode(), "text", "Markdown")
put("exportado-1252.csv", "nome;valor\r\nJosé – 2º;€ 5\r\n".encode("cp1252"), "csv", "Windows-1252 with dash and euro")
message = email.message.EmailMessage()
message["From"], message["To"], message["Subject"] = "ana@escola.example", "maria@casa.example", "Reunião"
message.set_content("Até amanhã.\n")
put("reuniao.eml", bytes(message), "eml", "Python's e-mail library, as programs save a message")
import icalendar, vobject  # noqa: E402

calendar = icalendar.Calendar()
event = icalendar.Event()
event.add("summary", "Festa junina")
calendar.add_component(event)
put("festa.ics", calendar.to_ical(), "ics", "icalendar")
card = vobject.vCard()
card.add("n").value = vobject.vcard.Name(family="Prado", given="Juliana")
card.add("fn").value = "Juliana Prado"
put("juliana.vcf", card.serialize().encode(), "vcf", "vobject")

# --- Archives ---------------------------------------------------------------------------------------------------------
run("zip", "-q", "-j", OUT / "fotos.zip", text)
row("fotos.zip", "zip", "zip")
run("zip", "-q", "-j", "-P", "senha", OUT / "fotos-com-senha.zip", text)
row("fotos-com-senha.zip", "zip", "zip: protected with a password")
run("7zz", "a", OUT / "fotos.7z", text)
row("fotos.7z", "seven_zip", "7-Zip")
put("fotos.rar", bytes.fromhex("526172211A0701003392B5E50A01050600050101808000") + bytes.fromhex("1D77565103050400"), "rar", "by hand: RAR 5 with nothing in it")

# --- Pictures ---------------------------------------------------------------------------------------------------------
im = ["convert", "-size", "64x48", "gradient:#a33-#36c"]
for name, found, options in [
    ("foto.jpg", "jpeg", []), ("foto-progressiva.jpeg", "jpeg", ["-interlace", "Plane"]), ("foto-cinza.jpg", "jpeg", ["-colorspace", "Gray"]),
    ("foto-cmyk.jpg", "jpeg", ["-colorspace", "CMYK"]),
    ("quadro.png", "png", []), ("quadro-16.png", "png", ["-depth", "16"]), ("quadro-paleta.png", "png", ["-colors", "8"]),
    ("selo.gif", "gif", []), ("foto.webp", "webp", []), ("foto-lossless.webp", "webp", ["-define", "webp:lossless=true"]),
]:
    run(*im, *options, OUT / name)
    row(name, found, "ImageMagick " + " ".join(options))
run("convert", "-delay", "10", "-size", "32x32", "xc:red", "xc:blue", OUT / "animada.gif")
row("animada.gif", "gif", "ImageMagick, moving")
for name, options in [("captura.bmp", []), ("captura-v3.bmp", ["-define", "bmp:format=bmp3"]), ("captura-2.bmp", ["-type", "bilevel"])]:
    run(*im, *options, OUT / name)
    row(name, "bmp", "ImageMagick " + " ".join(options), "png")
for name, options in [("scan.tif", []), ("scan-lzw.tiff", ["-compress", "LZW"]), ("scan-zip.tif", ["-compress", "Zip"]), ("scan-cinza.tif", ["-colorspace", "Gray"])]:
    run(*im, *options, OUT / name)
    row(name, "tiff", "ImageMagick " + " ".join(options), "png")
run("convert", "-size", "64x48", "xc:white", "xc:gray", OUT / "scan-2-paginas.tif")
row("scan-2-paginas.tif", "tiff", "ImageMagick, two pages")
run("convert", *im[1:], T / "foto.png")
run("heif-enc", "-q", "50", T / "foto.png", "-o", OUT / "IMG_2041.HEIC")
row("IMG_2041.HEIC", "heic", "heif-enc")
copy("IMG_2041.HEIC", "IMG_2041.jpg", "heic", "a picture of a telephone under another ending")
import PIL.Image  # noqa: E402

PIL.Image.open(T / "foto.png").convert("RGB").save(OUT / "foto-pillow.avif", quality=40)
row("foto-pillow.avif", "avif", "Pillow")
run("avifenc", "-s", "10", T / "foto.png", OUT / "foto.avif")
row("foto.avif", "avif", "avifenc")
copy("foto.jpg", "foto-do-zap.png", "jpeg", "a JPEG named PNG")
PLACE = ["-GPSLatitude=23.5505", "-GPSLatitudeRef=S", "-GPSLongitude=46.6333", "-GPSLongitudeRef=W", "-Make=Fabricante", "-Model=Telefone XYZ", "-Artist=Ana Segredo", "-DateTimeOriginal=2026:03:01 10:11:12", "-XMP:City=Cidade Segredo"]
for frm, to, found in [("IMG_2041.HEIC", "com-lugar.heic", "heic"), ("foto.avif", "com-lugar.avif", "avif"), ("scan-2-paginas.tif", "com-lugar.tif", "tiff"), ("foto.jpg", "com-lugar.jpg", "jpeg")]:
    shutil.copy(OUT / frm, OUT / to)
    run("exiftool", "-overwrite_original", *PLACE, OUT / to)
    row(to, found, "exiftool: with a place, a time, a camera")

# --- Sound ------------------------------------------------------------------------------------------------------------
run("espeak-ng", "-v", "pt-br", "-w", T / "fala.wav", "Bom dia, família.")
run("sox", T / "fala.wav", "-r", "16000", OUT / "fala.wav", "trim", "0", "0.4")
row("fala.wav", "wav", "espeak-ng, sox")
wav = OUT / "fala.wav"
run("opusenc", "--bitrate", "16", wav, OUT / "PTT-20260301-WA0001.opus")
row("PTT-20260301-WA0001.opus", "opus", "opusenc, as WhatsApp's")
run("lame", "--preset", "phone", wav, OUT / "fala.mp3")
row("fala.mp3", "mp3", "LAME")


def ff(name, found, *options, how=None, sent=None):
    run("ffmpeg", "-y", *options, OUT / name)
    row(name, found, how or "ffmpeg " + " ".join(str(o) for o in options if not str(o).startswith(("-i", "/"))), sent)


def sound(name, found, *options):
    ff(name, found, "-i", wav, *options)


sound("fala-sem-etiqueta.mp3", "mp3", "-id3v2_version", "0", "-write_xing", "0", "-b:a", "32k")
sound("fala-com-titulo.mp3", "mp3", "-metadata", "title=Hino", "-b:a", "32k")
sound("fala.ogg", "ogg", "-c:a", "libvorbis")
sound("fala-speex.ogg", "ogg", "-c:a", "libspeex")
sound("fala-opus.ogg", "opus", "-c:a", "libopus")
sound("gravacao.m4a", "m4a", "-c:a", "aac", "-b:a", "24k")
sound("gravacao-ipod.m4a", "m4a", "-c:a", "aac", "-b:a", "24k", "-f", "ipod")
sound("so-som.mp4", "m4a", "-c:a", "aac", "-b:a", "24k")
sound("fala.aac", "aac", "-c:a", "aac", "-b:a", "24k")
sound("fala.flac", "flac", "-c:a", "flac")
sound("fala-audio.webm", "weba", "-c:a", "libopus")
sound("fala.mka", "weba", "-c:a", "libopus")
sound("fala-alaw.wav", "wav", "-c:a", "pcm_alaw", "-ar", "8000")
put("GRAVACAO.amr", b"#!AMR\n" + (b"\x3C" + bytes(31)) * 10, "amr", "by hand: ten frames of silence")

# --- Video ------------------------------------------------------------------------------------------------------------
picture = ["-f", "lavfi", "-i", "testsrc=s=64x48:r=10:d=0.6"]
both = picture + ["-i", wav, "-shortest"]
H264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "40", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "24k"]
H265 = ["-c:v", "libx265", "-x265-params", "log-level=none", "-crf", "40", "-tag:v", "hvc1", "-pix_fmt", "yuv420p"]


def film(name, found, *options, source=both, how=None):
    ff(name, found, *source, *options, how=how)


film("festa.mp4", "mp4", *H264)
film("festa-na-rede.mp4", "mp4", *H264, "-movflags", "+faststart")
film("festa-em-partes.mp4", "mp4", *H264, "-movflags", "+frag_keyframe+empty_moov")
film("festa-hevc.mp4", "mp4", *H265, source=picture)
film("festa-av1.mp4", "mp4", "-c:v", "libaom-av1", "-cpu-used", "8", "-crf", "60", "-b:v", "0", source=picture)
film("festa-xvid.mp4", "mp4", "-c:v", "mpeg4", "-qscale:v", "20", "-c:a", "aac", "-b:a", "24k")
for brand in ["iso8", "3gp5", "hvc1", "XAVC", "MSNV", "dash", "zzz9", "isom"]:
    film(f"festa-{brand}.mp4", "three_gp" if brand == "3gp5" else "mp4", *H264, "-brand", brand, how=f"ffmpeg, brand {brand}")
film("festa.m4v", "mp4", *H264, "-f", "ipod")
film("IMG_0042.MOV", "mov", *H264, "-f", "mov")
film("IMG_0043.mov", "mov", *H265, "-f", "mov", source=picture)
film("prores.mov", "mov", "-c:v", "prores_ks", "-profile:v", "0", "-s", "32x32", source=picture)
film("VID-celular.3gp", "three_gp", "-c:v", "h263", "-s", "128x96", "-c:a", "aac", "-b:a", "24k", "-ar", "16000")
film("VID-celular.3g2", "three_gp", *H264, "-f", "3g2")
film("tela.webm", "webm", "-c:v", "libvpx", "-crf", "50", "-b:v", "20k", "-c:a", "libopus")
film("tela-vp9.webm", "webm", "-c:v", "libvpx-vp9", "-crf", "60", "-b:v", "0", source=picture)
film("tela.mkv", "mkv", *H264)
film("camera.avi", "avi", "-c:v", "mjpeg", "-qscale:v", "20", "-c:a", "pcm_s16le")
film("camera-divx.avi", "avi", "-c:v", "mpeg4", "-qscale:v", "20", "-c:a", "libmp3lame", "-b:a", "32k")
copy("festa.mp4", "festa-chamada.mov", "mp4", "an MP4 under QuickTime's ending")
copy("festa.mp4", "festa-sem-nome", "mp4", "a name without an ending")
moov = (OUT / "IMG_0042.MOV").read_bytes()
put("antigo.mov", moov[struct.unpack(">I", moov[:4])[0]:], "mov", "without a type box, as QuickTime's first")
film("com-lugar-loci.mp4", "mp4", *H264, "-metadata", "location=-23.5505-046.6333/", how="ffmpeg: with a place (loci)")
shutil.copy(OUT / "festa.mp4", OUT / "com-lugar.mp4")
run("exiftool", "-overwrite_original", "-UserData:GPSCoordinates=-23.5505, -46.6333, 760", "-UserData:Author=Ana Segredo", OUT / "com-lugar.mp4")
row("com-lugar.mp4", "mp4", "exiftool: with a place and an author (©xyz, ©aut)")
film("com-lugar-apple.mov", "mov", *H264, "-f", "mov", "-movflags", "use_metadata_tags", "-metadata", "com.apple.quicktime.location.ISO6709=-23.5505-046.6333/", "-metadata", "com.apple.quicktime.make=Fabricante", "-metadata", "com.apple.quicktime.creationdate=2026-03-01T10:11:12-0300", how="ffmpeg: with Apple's keys for place, maker, time")
shutil.copy(OUT / "festa.mp4", OUT / "com-lugar-xmp.mp4")
run("exiftool", "-overwrite_original", "-XMP:GPSLatitude=23.5505", "-XMP:City=Cidade Segredo", "-Keys:GPSCoordinates=-23.5505, -46.6333, 760", "-CreateDate=2026:03:01 10:11:12", OUT / "com-lugar-xmp.mp4")
row("com-lugar-xmp.mp4", "mp4", "exiftool: with XMP, keys and times")

# --- What is not sent -------------------------------------------------------------------------------------------------
exe = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF\0\0" + bytes(48) + b"PE\0\0L\x01"
put("boleto-falso.pdf", exe, "!file_kind_false", "a program named PDF")
put("jogo.exe", exe, "!file_kind_not_allowed", "a program")
put("foto-falsa.jpg", b"<!DOCTYPE html><script>alert(1)</script>", "!file_kind_false", "a page named JPEG")
put("pagina.html", b"<!DOCTYPE html><script>alert(1)</script>", "!file_kind_not_allowed", "a page")
put("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "!file_kind_not_allowed", "a drawing that can run")
put("logo-falso.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "!file_kind_false", "a drawing named PNG")
put("instalar.sh", b"#!/bin/sh\nrm -rf ~\n", "!file_kind_not_allowed", "a script")
put("instalar.bat", b"@echo off\r\ndel *.*\r\n", "!file_kind_not_allowed", "a script")
put("atalho.lnk", b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xC0\0\0\0\0\0\0F", "!file_kind_not_allowed", "a shortcut")
put("foto.png.exe", (OUT / "quadro.png").read_bytes(), "!file_kind_not_allowed", "a picture named like a program")
put("vazio.pdf", b"", "!file_empty", "nothing")
copy("fotos.zip", "ata-falsa.docx", "!file_kind_false", "an archive named document")
copy("boleto.pdf", "boleto-falso.png", "!file_kind_false", "a PDF named PNG")
put("lixo.mp3", bytes(range(256)) * 8, "!file_kind_false", "noise named sound")
put("lixo.mp4", bytes(range(256)) * 8, "!file_kind_false", "noise named video")
put("cortado.mp4", (OUT / "festa.mp4").read_bytes()[:1500], "!file_broken", "a video that broke off before its tracks")
put("cortado.png", (OUT / "quadro.png").read_bytes()[:60], "png", "a picture that broke off", "!file_broken")
put("cortado.heic", (OUT / "IMG_2041.HEIC").read_bytes()[:100], "!file_broken", "a picture that broke off in its list")
put("cortado.doc", (OUT / "ata-libreoffice.doc").read_bytes()[:512], "!file_broken", "a document that broke off")
put("cortado.webm", (OUT / "tela.webm").read_bytes()[:60], "!file_broken", "a video that broke off before its tracks")
put("foto-e-zip.jpg", (OUT / "foto.jpg").read_bytes() + (OUT / "fotos.zip").read_bytes(), "jpeg", "a picture with an archive behind it, which is left out")
put("zip-falso.zip", (OUT / "foto.jpg").read_bytes() + (OUT / "fotos.zip").read_bytes(), "!file_kind_false", "the same named archive")
put("pdf-e-pagina.html", (OUT / "boleto.pdf").read_bytes() + b"<script>alert(1)</script>", "!file_kind_not_allowed", "a PDF with a page behind it, named page")
run("convert", "-size", "1x1", "xc:red", T / "um.png")
tiny = (T / "um.png").read_bytes()
import zlib  # noqa: E402

header = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
flood = tiny[:8] + struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header)) + tiny[33:]
put("enchente.png", flood, "png", "a picture that says to be 60,000 pixels wide and high", "!file_too_many_pixels")
put("filme.wmv", bytes.fromhex("3026B2758E66CF11A6D900AA0062CE6C") + bytes(40), "!file_kind_not_allowed", "by hand: Windows Media")
put("musica.mid", b"MThd\0\0\0\x06\0\0\0\x01\0\x60MTrk\0\0\0\x04\0\xFF\x2F\0", "!file_kind_not_allowed", "by hand: notes for instruments")

with open(HERE / "kinds.tsv", "w") as manifest:
    manifest.write("# file\tfound\tsent\thow it was made (make.py)\n")
    for line in ROWS:
        manifest.write("\t".join(line).strip() + "\n")
shutil.rmtree(T)
print(len(ROWS), "files,", sum(f.stat().st_size for f in OUT.iterdir()), "bytes")
