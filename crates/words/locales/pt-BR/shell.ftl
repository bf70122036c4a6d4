### What the app says where there is no page yet.

# A dialog before there is a window: the app cannot open its own data.
data-unavailable = Os dados do Conversas não puderam ser abertos. Confira se há espaço e permissão de escrita no disco.
