"""Portuguese. No native speaker has reviewed these words yet."""

from narrate.languages.transcripts import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    titles=words("título"),
    announces=phrases("transcrição, transcrição do vídeo"),
    stage=words("""
        pausa música aplausos risos riso suspira tosse silêncio ruído ruídos som sons campainha clique vinheta
        """),
    beside=words("""
        uma um o a de do da em para breve longa curta suave alegre calma fundo continua começa termina todos
        perguntas próximo slide
        """),
    sounds=words("toca tocando late chora apita bate correndo"),
    unheard=phrases("inaudível, incompreensível, ininteligível, não se ouve"),
    seen=phrases("""
        texto na tela, texto no ecrã, na tela, no ecrã, imagem, gráfico, cena, plano, câmera, efeito sonoro, música
        """),
    visual=words("câmera câmara tela ecrã cena logotipo"),
    said=phrases("voz off, voz em off, locução, narração"),
    says=words("fala diz pergunta responde"),
    narrators=words("""
        narrador narradora locutor locutora apresentador apresentadora entrevistador entrevistadora
        """),
    persons=words("""
        médico médica doutor doutora dr dra enfermeira enfermeiro paciente farmacêutico farmacêutica cirurgião
        cirurgiã parteira mãe pai mulher homem
        """),
    signals=words("""
        nota aviso importante atenção cuidado dica dicas exemplo passo passos sinais sintomas manhã tarde noite
        almoço jantar dia semana mês hoje segunda terça quarta quinta sexta sábado domingo dose medicamento
        medicamentos remédio remédios alergias telefone endereço antes depois durante nunca sempre vermelho amarelo
        verde sim não olho olhos ouvido braço perna joelho quadril mão pé esquerdo direito esquerda direita se
        quando nome data hora comprimidos gotas insulina febre dor emergência
        """),
    pages=phrases("""
        mais, menos, ver mais, ver menos, mostrar mais, leia mais, ler mais, fechar, voltar, imprimir, partilhar,
        compartilhar, baixar
        """),
    credits=phrases("""
        legendas por, legendas de, legendado por, traduzido por, tradução de, revisado por, revisto por, escrito
        por, produzido por, música de, última atualização
        """),
    sources=phrases("fonte, fontes, referências"),
    rights=phrases("todos os direitos reservados"),
    negations=words("não nunca jamais sem nem nenhum nenhuma nada exceto só somente evite pare"),
    joining=words("e ou a"),
    compounding=words("ex pré pós não anti guarda segunda terça quarta quinta sexta bem mal auto"),
)  # fmt: skip
