### Data that were damaged.

title = Dados danificados
explained = Os dados deste aparelho estavam danificados. O que a escola tem volta do servidor; o que ainda não tinha sido enviado pode faltar. O que pôde ser guardado ficou neste aparelho.
understood = Entendi
