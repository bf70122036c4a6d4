### What the app says where there is no page yet: in a dialog, because it cannot open its own data.

data-unavailable = Os dados do Conversas não puderam ser abertos. Confira se há espaço no disco e permissão de escrita na pasta do perfil.
data-too-new = Estes dados são de uma versão mais nova do Conversas. Atualize o aplicativo para abri-los; nada foi mudado.
data-foreign = No lugar dos dados do Conversas está um arquivo de outro programa, conversas.sqlite. Tire-o da pasta do perfil e abra o aplicativo de novo; nada foi mudado.
data-in-use = Outro programa está usando os dados do Conversas. Feche-o e abra o aplicativo de novo.
data-fault = Os dados do Conversas não puderam ser abertos por um erro do aplicativo. Abra-o de novo; se o erro voltar, fale com a escola.
