### Data that were damaged.

title = Dados danificados
explained = Os dados deste aparelho estavam danificados. O que a escola tem volta do servidor; o que ainda não tinha sido enviado pode faltar. O que pôde ser guardado ficou neste aparelho.

# The same, where what could be kept goes when the person confirms.
explained-goes = Os dados deste aparelho estavam danificados. O que a escola tem volta do servidor; o que ainda não tinha sido enviado pode faltar. O que pôde ser guardado será apagado deste aparelho quando você confirmar, porque terminou o acesso a uma parte do que está ali.
understood = Entendi
